"""How long files and functions get, as STYLE.md says it."""

from tests.source import files, functions, name, python_files

LONGEST_FILE_LINES = 300
LONGEST_FUNCTION_LINES = 40
HALF_OF_FILES_LINES, MOST_FILES_LINES = 55, 135
HALF_OF_FUNCTIONS_LINES, MOST_FUNCTIONS_LINES = 6, 16
"""What half and what 95 of 100 keep to. They only go down; the aim for functions is 5."""


def test_files_are_short_enough_to_be_one_thing() -> None:
    ours = (
        path for path in files(ends=(".py", ".js", ".css", ".html")) if "vendor" not in path.parts
    )
    lines = {name(path): len(path.read_text().splitlines()) for path in ours}
    assert {file: count for file, count in lines.items() if count > LONGEST_FILE_LINES} == {}


def test_functions_are_short_enough_to_be_read_at_once() -> None:
    long = {}
    for path in python_files():
        for function in functions(path):
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            if lines > LONGEST_FUNCTION_LINES:
                long[f"{name(path)}:{function.name}"] = lines
    assert long == {}


def test_half_and_nearly_all_of_what_is_written_is_short() -> None:
    """That no file grows by itself until it is too long to be one thing."""
    ours = python_files("domain", "web", "workers")
    sources = [path for path in ours if path.name != "__init__.py"]
    files_lines = [len(path.read_text().splitlines()) for path in sources]
    functions_lines = [
        (function.end_lineno or function.lineno) - function.lineno + 1
        for path in sources
        for function in functions(path)
    ]
    assert kept_by(50, files_lines) <= HALF_OF_FILES_LINES
    assert kept_by(95, files_lines) <= MOST_FILES_LINES
    assert kept_by(50, functions_lines) <= HALF_OF_FUNCTIONS_LINES
    assert kept_by(95, functions_lines) <= MOST_FUNCTIONS_LINES


def kept_by(percent: int, lines: list[int]) -> int:
    """What so many of 100 keep to."""
    return sorted(lines)[len(lines) * percent // 100]
