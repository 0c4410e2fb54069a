"""Asks the advisory database about every locked package; a known vulnerability fails.

    python .ci/audit.py            asks OSV
    python .ci/audit.py URL        asks another server that speaks like it

Choice: where the database cannot be reached nothing is known, so that is said and does not fail: a
change is not worse for being checked on a machine without internet.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements-dev.txt"
"""Holds what runs as well as what tests."""
PATIENCE_SECONDS = 120
AUDIT = (
    *(sys.executable, "-m", "pip_audit", "--requirement", str(LOCK)),
    *("--require-hashes", "--no-deps", "--disable-pip"),
    *("--vulnerability-service", "osv", "--format", "json", "--progress-spinner", "off"),
)


def main(urls: list[str]) -> int:
    answered = asked(urls)
    if answered is None:
        print("The advisory database cannot be reached from here: nothing was audited.")
        return 0
    known = [
        f"{package['name']} {package['version']}: {each['id']}, mended in {mended(each)}"
        for package in answered
        for each in package.get("vulns", ())
    ]
    print(f"{len(answered)} packages, {len(known)} known vulnerabilities.", *known, sep="\n")
    return 1 if known else 0


def asked(urls: list[str]) -> list[dict[str, Any]] | None:
    """Each package with what is known of it; None without an answer for all of them."""
    options = [option for url in urls for option in ("--osv-url", url)]
    try:
        done = subprocess.run(
            [*AUDIT, *options], capture_output=True, text=True, timeout=PATIENCE_SECONDS
        )
        answered: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    return None if any("skip_reason" in package for package in answered) else answered


def mended(vulnerability: dict[str, Any]) -> str:
    return ", ".join(vulnerability["fix_versions"]) or "no version yet"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
