"""A pytest plugin that says what ran and why anything did not. In CI what did not run is a failure."""

from collections import Counter

import pytest

from launcher.testing import is_ci

NOT_RUN = ("skipped", "xfailed", "deselected")
ALL_RAN = "Every test that was found ran."


def reason_of(report: object) -> str:
    """pytest keeps (file, line, "Skipped: reason") on a skipped report; an expected failure has its own."""
    told = getattr(report, "wasxfail", None) or getattr(report, "longrepr", "")
    if isinstance(told, tuple):
        told = told[2]
    return str(told).removeprefix("Skipped: ").strip() or "no reason given"


def not_run(stats: dict) -> Counter[str]:
    """How many tests did not run, by reason."""
    reasons = Counter(reason_of(report) for kind in ("skipped", "xfailed") for report in stats.get(kind, []))
    if stats.get("deselected"):
        reasons["left out by -k, -m or --deselect"] = len(stats["deselected"])
    return reasons


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    write = terminalreporter.write_line
    reasons = not_run(terminalreporter.stats)
    terminalreporter.section("what ran")
    ran = sum(len(terminalreporter.stats.get(kind, [])) for kind in ("passed", "failed", "xpassed"))
    write(f"{ran} tests ran.")
    errors = len(terminalreporter.stats.get("error", []))
    if errors:
        write(f"{errors} could not be run for the errors above.", red=True)
    for reason, count in reasons.most_common():
        write(f"{count} did not run: {reason}")
    if ran and not errors and not reasons:
        write(ALL_RAN)
    elif reasons and is_ci():
        write("In CI each of them counts as a failure.", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """The workers of xdist report to the session that has a terminal; only that one judges."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.exitstatus == pytest.ExitCode.OK and is_ci() and reporter and not_run(reporter.stats):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
