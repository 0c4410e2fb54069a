"""Where an educator sets the rule that keeps a time from being offered. Rule: S6."""

from datetime import date

from domain.availability.reason import Rule

HOURS_PAGE, RULES_PAGE = "/availability", "/availability/rules"
DAYS_PAGE = "/availability/days"
PAGES = {Rule.ABSENCE: "/availability/absences", Rule.BUSY: "/availability/calendars"}
FIELDS = {
    Rule.NOTICE: "minimum_notice_hours",
    Rule.WINDOW: "window_days",
    Rule.BUFFER: "buffer_before_minutes",
    Rule.DAY_MOST: "day_most",
    Rule.WEEK_MOST: "week_most",
    Rule.GRID: "grid_minutes",
}


def address(rule: Rule, day: date) -> str:
    """Shape: "" where there is none."""
    match rule:
        case Rule.HOURS:
            return f"{HOURS_PAGE}#hours-{day.weekday()}"
        case Rule.EXCEPTION:
            return f"{DAYS_PAGE}?date={day}"
        case Rule.SESSION | Rule.REQUEST | Rule.OFFER:
            return f"/calendar?date={day}"
        case rule if rule in FIELDS:
            return f"{RULES_PAGE}#{FIELDS[rule]}"
    return PAGES.get(rule, "")
