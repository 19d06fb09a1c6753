"""Finds every text that the window can show, by reading its source code.

A text is translatable if, as a literal, it gets to ``tr``, ``mark`` or ``speak``: as the argument
itself, through a name, a table or a loop, or as the argument of a function of ours that passes it
on (``label("…")`` is one: it speaks its text). What is kept in objects is followed by ``FIELDS``.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import mnistviz
from tests.gui.expressions import FUNCTIONS, LOOPS, Way, bound, parts

ROOT = Path(mnistviz.__file__).parent

FIELDS: dict[str, tuple[str, ...]] = {
    "Term": ("title", "text", "formula"),
    "Action": ("title", "explanation"),
    "Menu": ("title",),
    "Preset": ("summary", "schedule"),
}
"""Of these classes' objects, the attributes that are shown as they are."""

_DEEP = 12


@dataclass(frozen=True)
class Slot:
    """An argument of a function that is shown, or what is found in it by a path."""

    name: str
    place: int
    path: Way = ()


@dataclass(frozen=True)
class Found:
    """A text, and the line it stands in."""

    text: str
    where: str


class Module:
    """A file, with the parent of each of its nodes."""

    def __init__(self, path: Path) -> None:
        self.name = path.relative_to(ROOT.parent).with_suffix("").as_posix().replace("/", ".")
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.parents = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }

    def scopes(self, node: ast.AST) -> Iterator[ast.AST]:
        """The functions and comprehensions around a node, and the module."""
        while node is not self.tree:
            node = self.parents[node]
            if isinstance(node, FUNCTIONS | LOOPS | ast.Module):
                yield node

    @cached_property
    def imports(self) -> dict[str, tuple[str, str]]:
        """Names, and from which module under which name they come."""
        return {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }


class Collector:
    """Attributes: ``texts`` is everything found; ``unclear`` what cannot be translated."""

    def __init__(self) -> None:
        self.modules = {module.name: module for module in map(Module, sorted(ROOT.rglob("*.py")))}
        self.unclear: set[Found] = set()
        self.texts: dict[str, str] = {}
        names = [
            _known_as(node, module)
            for module in self.modules.values()
            for node in ast.walk(module.tree)
            if isinstance(node, ast.FunctionDef)
        ]
        self._ambiguous = {name for name, count in Counter(names).items() if count > 1}
        self._slots: dict[str, set[Slot]] = {
            "tr": {Slot("text", 0)},
            "mark": {Slot("text", 0)},
            **{name: {Slot(field, -1) for field in fields} for name, fields in FIELDS.items()},
        }
        self._slots["Term"] = {Slot(name, place) for place, name in enumerate(FIELDS["Term"])}
        self._slots["Action"].add(Slot("title", 1))
        self._slots["Menu"] = {Slot("title", 0)}
        count = -1
        while count != (count := sum(map(len, self._slots.values()))):
            self._pass()

    def _pass(self) -> None:
        self.unclear.clear()
        for module in self.modules.values():
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call) and self._may_show(node, module):
                    before = set(self.unclear)
                    for argument, path in self._shown(node, module):
                        self._follow(argument, path, module, 0)
                    if _called(node, module) in self._ambiguous - {"tr", "speak", "mark"}:
                        self.unclear = before  # it may be another's function of that name

    def _may_show(self, call: ast.Call, module: Module) -> bool:
        """Outside the window's own files there are only objects that it shows."""
        return ".gui." in module.name or _called(call, module) in {*FIELDS, "mark"}

    def _shown(self, call: ast.Call, module: Module) -> Iterator[tuple[ast.expr, Way]]:
        """The arguments of a call that are shown."""
        name = _called(call, module)
        if name == "speak":
            yield from ((word.value, ()) for word in call.keywords if word.arg)
        for slot in self._slots.get(name, ()):
            words = [word.value for word in call.keywords if word.arg == slot.name]
            if 0 <= slot.place < len(call.args):
                words.append(call.args[slot.place])
            yield from ((word, slot.path) for word in words)

    def _follow(self, node: ast.expr, path: Way, module: Module, depth: int) -> None:
        """Find the literals that an expression may be."""
        where = f"{module.name}:{node.lineno}"
        match node:
            case ast.Constant(value=text):
                if isinstance(text, str) and text and not path:
                    self.texts.setdefault(text, where)
            case ast.Name(id=name):
                self._follow_name(name, node, path, module, depth)
            case ast.Attribute():
                for value in _kept(node, module):
                    self._follow(value, path, module, depth + 1)
            case ast.JoinedStr() | ast.BinOp():
                self.unclear.add(Found(ast.unparse(node), where))
            case _ if depth < _DEEP:
                for part, rest in parts(node, path):
                    self._follow(part, rest, module, depth + 1)

    def _follow_name(self, name: str, at: ast.AST, path: Way, module: Module, depth: int) -> None:
        for scope in module.scopes(at):
            if isinstance(scope, ast.FunctionDef) and name in (names := _parameters(scope)):
                self._slots.setdefault(_known_as(scope, module), set()).add(
                    Slot(name, names.index(name), path)
                )
                return
            found = list(bound(scope, name))
            for value, before in found:
                self._follow(value, before + path, module, depth + 1)
            if found:
                return
        home, known_as = module.imports.get(name, ("", ""))
        if home in self.modules:
            other = self.modules[home]
            for value, before in bound(other.tree, known_as):
                self._follow(value, before + path, other, depth + 1)


def _kept(attribute: ast.Attribute, module: Module) -> Iterator[ast.expr]:
    """What an attribute of ``self`` is set to in its class, and what is appended to it."""
    around: ast.AST = attribute
    while around is not module.tree and not isinstance(around, ast.ClassDef):
        around = module.parents[around]
    name = ast.unparse(attribute)
    for node in ast.walk(around) if name.startswith("self.") else ():
        match node:
            case ast.Assign(targets=[ast.Attribute() as target], value=value) if (
                ast.unparse(target) == name
            ):
                yield value
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                yield from (
                    value
                    for target, value in zip(targets, values, strict=True)
                    if ast.unparse(target) == name
                )
            case ast.Call(func=ast.Attribute(attr="append", value=target), args=[value]) if (
                ast.unparse(target) == name
            ):
                yield ast.copy_location(ast.List([value]), value)
                module.parents[value] = node


def _called(call: ast.Call, module: Module) -> str:
    """As ``_known_as`` has it; a class's ``super().__init__`` is its base."""
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    if not isinstance(function, ast.Attribute):
        return ""
    if function.attr == "__init__":
        node: ast.AST = call
        while node is not module.tree:
            node = module.parents[node]
            if isinstance(node, ast.ClassDef):
                return next((base.id for base in node.bases if isinstance(base, ast.Name)), "")
    return f".{function.attr}"


def _known_as(function: ast.FunctionDef, module: Module) -> str:
    """What callers write: a method's name has a point before it; ``__init__`` is its class."""
    parent = module.parents[function]
    if not isinstance(parent, ast.ClassDef):
        return function.name
    return parent.name if function.name == "__init__" else f".{function.name}"


def _parameters(function: ast.FunctionDef) -> list[str]:
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    names = names[1:] if names[:1] in (["self"], ["cls"]) else names
    return [*names, *(each.arg for each in function.args.kwonlyargs)]
