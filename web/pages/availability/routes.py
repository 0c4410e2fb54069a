"""/availability: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.availability import absences, calendars, days, hours, rules, why

HANDLERS: list[HTTPRouteHandler] = [
    hours.index,
    hours.update,
    absences.index,
    absences.create,
    absences.end,
    calendars.index,
    calendars.create,
    calendars.read,
    calendars.ending,
    calendars.end,
    days.index,
    days.create,
    days.end,
    rules.edit,
    rules.update,
    why.index,
]
