"""`bin/bench`: runs the parts that are asked for."""

import argparse
import sys
from importlib import import_module

import uvloop

from tests.bench.report import Report
from tests.source import ROOT

PARTS = {
    "a": ("lists", "a guardian's list of 50 sessions beside a bare answer of the same bytes"),
    "b": ("crowds", "the same list among 1,000 and 1,000,000 sessions of others"),
    "c": (
        "confirmations",
        "confirmations per second, of families of one house and of rivals for the same times",
    ),
    "d": ("pushes", "push deliveries per second to a push service on this machine"),
    "e": ("visits", "bytes and requests of a first and of a repeated visit"),
    "f": ("statements", "SQL statements of an act, and how long it holds SQLite's writer"),
    "g": ("scaled", "the rate at which the scaled-out form serves a town of 10,000 families"),
    "h": ("audits", "what Lighthouse, where it is installed, gives the first pages"),
    "i": ("feeds", "a calendar of 500 sessions, and that it is unchanged"),
    "j": ("previews", "every date of a series of 60, with holidays and conflicts"),
    "k": ("weeks", "an educator's week of 60 sessions beside a bare answer of the same bytes"),
    "l": (
        "documents",
        "the first page of 200 documents, a link, and an upload of 25 MB beside a bare copy",
    ),
    "m": ("drawings", "previews of documents per second, and the memory that one takes"),
    "n": ("talks", "the newest 50 messages, messages per second, and a search in 100,000"),
    "o": (
        "listening",
        "from send to seen with 1,000 listening devices, what telling them costs, 5,000 streams",
    ),
    "p": ("logins", "processor time of a login by password and by passkey"),
    "s": (
        "slots",
        "the slots of eight weeks, for an educator with 500 sessions and two calendars elsewhere",
    ),
}
RESULT = ROOT / "var/bench.json"


def main() -> int:
    """Shape: 1 when an aim is missed."""
    parser = argparse.ArgumentParser(
        prog="bin/bench",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {part}  {what}" for part, (_, what) in PARTS.items()),
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="a to p, s; all if none is named")
    parts = parser.parse_args().parts or list(PARTS)
    if unknown := [part for part in parts if part not in PARTS]:
        parser.error(f"no such part: {' '.join(unknown)}")
    report = Report()
    try:
        for part in parts:
            uvloop.run(import_module(f"tests.bench.{PARTS[part][0]}").measure(report.note))
    finally:
        if report.figures:
            report.write(RESULT)
            print(f"\nWritten to {RESULT.relative_to(ROOT)}.")
    return 0 if all(figure.is_met for figure in report.figures) else 1


sys.exit(main())
