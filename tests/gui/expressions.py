"""What an expression of source code is made of, as far as that can be read."""

import ast
from collections.abc import Iterator

FUNCTIONS = ast.FunctionDef | ast.Lambda
LOOPS = ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp

Way = tuple[int | None, ...]
"""Into nested tables: a place, or any (None)."""

_KEEPERS = {"list", "tuple", "sorted", "reversed", "iter"}


def parts(node: ast.expr, path: Way) -> Iterator[tuple[ast.expr, Way]]:
    """The expressions that one is made of or may be, with what is left of the path."""
    match node:
        case ast.IfExp(body=body, orelse=orelse):
            yield from ((body, path), (orelse, path))
        case ast.BoolOp(values=values):
            yield from ((value, path) for value in values)
        case ast.Subscript(value=value, slice=ast.Constant(value=int(place))):
            yield value, (place, *path)
        case ast.Subscript(value=value):
            yield value, (None, *path)
        case ast.Starred(value=value) | ast.NamedExpr(value=value):
            yield value, path
        case ast.Call():
            yield from _parts_of_call(node, path)
        case _ if path:
            yield from ((part, path[1:]) for part in _elements(node, path[0]))


def _elements(table: ast.expr, place: int | None) -> list[ast.expr]:
    match table:
        case ast.Tuple(elts=values) | ast.List(elts=values) | ast.Set(elts=values):
            return values if place is None else values[place : place + 1]
        case ast.Dict(values=values):
            return values
        case ast.GeneratorExp(elt=value) | ast.ListComp(elt=value):
            return [value]
    return []


def _parts_of_call(node: ast.Call, path: Way) -> Iterator[tuple[ast.expr, Way]]:
    match node.func:
        case ast.Name(id="zip") if len(path) > 1 and isinstance(path[1], int):
            if path[1] < len(node.args):
                yield node.args[path[1]], (None, *path[2:])
        case ast.Name(id="enumerate") if len(path) > 1:
            if path[1] == 1:
                yield node.args[0], (None, *path[2:])
        case ast.Name(id=name) if name in _KEEPERS and node.args:
            yield node.args[0], path
        case ast.Attribute(attr="values", value=value):
            yield value, path
        case ast.Attribute(attr="items", value=value) if len(path) > 1 and path[1] == 1:
            yield value, (None, *path[2:])
        case ast.Attribute(attr="items", value=ast.Dict(keys=keys)) if len(path) > 1:
            yield from ((key, path[2:]) for key in keys if key is not None)
        case ast.Attribute(attr="get", value=value):
            yield value, (None, *path)
            yield from ((default, path) for default in node.args[1:])


def bound(scope: ast.AST, name: str) -> Iterator[tuple[ast.expr, Way]]:
    """What a name is set to in a function, a comprehension or a module, itself."""
    if isinstance(scope, LOOPS):
        for loop in scope.generators:
            yield from ((loop.iter, (None, *way)) for way in _ways(loop.target, name))
        return
    nodes: list[ast.AST] = list(ast.iter_child_nodes(scope))
    while nodes:
        node = nodes.pop()
        if isinstance(node, FUNCTIONS | ast.ClassDef):
            continue
        nodes += ast.iter_child_nodes(node)
        match node:
            case ast.Assign(targets=targets, value=value):
                yield from ((value, way) for target in targets for way in _ways(target, name))
            case ast.AnnAssign(target=target, value=value) if value is not None:
                yield from ((value, way) for way in _ways(target, name))
            case ast.NamedExpr(target=target, value=value):
                yield from ((value, way) for way in _ways(target, name))
            case ast.For(target=target, iter=table):
                yield from ((table, (None, *way)) for way in _ways(target, name))


def _ways(target: ast.expr, name: str) -> Iterator[Way]:
    """Where in a value the name gets its part from: nothing if it is not in the target."""
    match target:
        case ast.Name(id=found) if found == name:
            yield ()
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for place, part in enumerate(parts):
                yield from ((place, *way) for way in _ways(part, name))
