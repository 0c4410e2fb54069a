"""The modules that every page needs, as one: their imports resolved, each in a scope of its own.

Choice: joined where the files are read, as app.css is, so that a first visit makes one request
instead of a waterfall of seventeen, and nothing has to be built. A module that is fetched later and
imports one of these finds it under its own address, which hands on what the joined one made: there
is each module once. *Rejected:* a bundler (a second toolchain), modulepreload (as many requests).
"""

import posixpath
import re
from collections.abc import Iterator, Mapping

ENTRY = "js/app.js"

_IMPORT = re.compile(r'^import (?:(?:(\{[^}]+\})|\* as (\w+)) from )?"(\.[^"]+)";$', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.M)
_LATER = re.compile(r'(?<=\bimport\()(["`])(\.[^"`]+)\1')
_MODULES = "modules"


def parts(sources: Mapping[str, str], entry: str = ENTRY) -> list[str]:
    """What a module needs before it runs, itself last. Shape: paths as in sources."""
    ordered: dict[str, None] = {}

    def add(path: str) -> None:
        if path not in ordered:
            for needed in _imported(path, sources[path]):
                add(needed)
            ordered[path] = None

    add(entry)
    return list(ordered)


def together(sources: Mapping[str, str], entry: str = ENTRY) -> dict[str, str]:
    """The entry with all it needs, and each of these as what hands it on. Shape: as sources."""
    paths = parts(sources, entry)
    scopes = [_scope(path, sources[path], entry) for path in paths]
    joined = "\n".join([f"export const {_MODULES} = {{}};", *scopes])
    return {entry: joined, **{path: _handed_on(path, sources[path], entry) for path in paths[:-1]}}


def _scope(path: str, source: str, entry: str) -> str:
    made = ", ".join(_EXPORT.findall(source))
    body = _EXPORT.sub("", _IMPORT.sub(lambda found: _taken(path, found), source))
    home = posixpath.dirname(entry)
    body = _LATER.sub(lambda found: f"{found[1]}{_relative(path, found[2], home)}{found[1]}", body)
    bare = "\n".join(line for line in body.splitlines() if line)
    kept = f'{_MODULES}["{path}"] = {{ {made} }};\n' if made else ""
    return f"{{\n{bare}\n{kept}}}"


def _taken(path: str, found: re.Match[str]) -> str:
    named, whole, address = found.groups()
    module = f'{_MODULES}["{_path(path, address)}"]'
    if named:
        return f"const {named.replace(' as ', ': ')} = {module};"
    return f"const {whole} = {module};" if whole else ""


def _handed_on(path: str, source: str, entry: str) -> str:
    address = posixpath.relpath(entry, posixpath.dirname(path))
    made = ", ".join(_EXPORT.findall(source))
    dotted = address if address.startswith(".") else f"./{address}"
    start = f'import {{ {_MODULES} }} from "{dotted}";'
    return f'{start}\nexport const {{ {made} }} = {_MODULES}["{path}"];' if made else start


def _imported(path: str, source: str) -> Iterator[str]:
    for match in _IMPORT.finditer(source):
        yield _path(path, match[3])


def _path(of: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(of), address))


def _relative(of: str, address: str, home: str) -> str:
    return f"./{posixpath.relpath(_path(of, address), home)}"
