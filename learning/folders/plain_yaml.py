"""YAML as people write it: maps, lists, text, whole numbers, decimals, true and false. Nothing that acts or multiplies.

Aliases, tags and a key twice are refused. «no», «on», 12:30 and dates stay the text that was typed.
"""

import re
from typing import Any, Final, NamedTuple

import yaml

DEEPEST: Final = 12
MOST_NODES: Final = 20_000

Path = tuple[str | int, ...]


class NotPlain(Exception):
    def __init__(self, code: str, line: int, **values: str) -> None:
        super().__init__(code)
        self.code, self.line, self.values = code, line, tuple(values.items())


class Plain(NamedTuple):
    """The value, and the line on which each part of it begins."""

    value: Any
    lines: dict[Path, int]


class _Loader(yaml.SafeLoader):
    pass


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # lists are indented
        super().increase_indent(flow, indentless=False)


_SCALARS: Final = (
    ("tag:yaml.org,2002:bool", r"true|false", "tf"),
    ("tag:yaml.org,2002:int", r"[-+]?(?:0|[1-9][0-9]{0,15})", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"[-+]?[0-9]{1,16}\.[0-9]{1,16}", "-+0123456789"),
    ("tag:yaml.org,2002:null", r"null|~|", ["n", "~", ""]),
)
for _kind in (_Loader, _Dumper):
    _kind.yaml_implicit_resolvers = {}
    for _tag, _pattern, _first in _SCALARS:
        _kind.add_implicit_resolver(_tag, re.compile(rf"(?:{_pattern})\Z"), list(_first))


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)


def dump(value: object) -> str:
    """One form for one value, so that what is written twice is the same."""
    made: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)
    return made


def parse(text: str, *, first_line: int = 1) -> Plain:
    """Raises NotPlain."""
    try:
        _bounded(text, first_line)
        node = yaml.compose(text, Loader=_Loader)  # a SafeLoader, and nothing is constructed by it
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        # A character that no file may hold is named by its place alone.
        at = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
        # What happens most: a colon within a text that has no quotation marks around it.
        colon = getattr(error, "problem", None) == "mapping values are not allowed here"
        raise NotPlain("yaml-colon" if colon else "yaml", first_line + at) from error
    lines: dict[Path, int] = {}
    return Plain(_value(node, (), lines, first_line), lines)


def _bounded(text: str, first_line: int) -> None:
    """Looks at the events one by one: a bomb is found before anything is built of it."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):  # as above
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotPlain("yaml-alias", line)
        if getattr(event, "tag", None):
            raise NotPlain("yaml-tag", line)
        if depth > DEEPEST or count > MOST_NODES:
            raise NotPlain("yaml-large", line)


def _value(node: yaml.Node | None, path: Path, lines: dict[Path, int], first_line: int) -> Any:
    if node is None:
        return None
    lines[path] = first_line + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, first_line)
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, (*path, place), lines, first_line) for place, one in enumerate(node.value)]
    kind = node.tag.rsplit(":", 1)[-1]
    made: Any = node.value
    if kind == "bool":
        made = node.value == "true"
    elif kind == "int":
        made = int(node.value)
    elif kind == "float":
        made = float(node.value)
    elif kind == "null":
        made = None
    return made


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int], first_line: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, one in node.value:
        line = first_line + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode) or not isinstance(key.value, str):
            raise NotPlain("yaml-key", line)
        if key.value in found:
            raise NotPlain("twice", line, name=key.value)
        found[key.value] = _value(one, (*path, key.value), lines, first_line)
        lines[*path, key.value] = line
    return found
