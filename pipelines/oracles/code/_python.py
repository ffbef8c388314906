"""Answers are run by walking Python's syntax tree over a short list of names and methods, with a budget: no text is executed."""

import ast
import re

from synth.pipelines.oracles.simulation import _python

MOST = 400_000
"""Nodes that one call may take."""
NAMES = {f.__name__: f for f in (set, dict, frozenset, map, filter, any, all, divmod, round, float)}
MORE = {ast.Lambda, ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp, ast.Set, ast.UnaryOp, ast.BinOp, ast.Call}
"""The expressions of which more is read here."""
METHODS = {
    list: {"append", "pop", "count", "insert", "extend", "index", "sort", "reverse", "copy"},
    dict: {"get", "items", "values", "keys", "setdefault", "copy"},
    str: {"split", "join", "strip", "count", "lower", "isspace", "isalpha", "startswith"},
    set: {"add"},
    type: {"fromkeys"},
}


class Run(_python.Run):
    """More of Python than programs of the simulation have: comprehensions, lambdas, keywords."""

    left = MOST

    def note(self, node, own, *targets):
        """Nobody asks what changes."""

    def statement(self, node, own):
        if isinstance(node, ast.Assign):
            value = self.value(node.value, own)
            for target in node.targets:
                self.store(target, value, own)
            return "", None
        if isinstance(node, ast.FunctionDef):
            own[node.name] = self.function(node.args, node.body, own)
            return "", None
        if isinstance(node, ast.Expr):
            self.value(node.value, own)
            return "", None
        return super().statement(node, own)

    def function(self, arguments, body, own):
        names = [one.arg for one in arguments.args]

        def call(*values):
            inner = {**own, **dict(zip(names, values, strict=True))}
            return self.statements(body, inner)[1] if isinstance(body, list) else self.value(body, inner)

        return call

    def value(self, node, own):
        self.left -= 1
        if self.left < 0:
            raise ValueError("budget")
        kind = type(node)
        if kind is ast.Constant:
            return node.value
        if kind is ast.Name:
            return own[node.id] if node.id in own else self.outer(node.id)
        if kind not in MORE:
            return super().value(node, own)
        match node:
            case ast.Lambda():
                return self.function(node.args, node.body, own)
            case ast.ListComp() | ast.GeneratorExp():
                return list(self.comprehended(node.elt, node.generators, own))
            case ast.SetComp():
                return set(self.comprehended(node.elt, node.generators, own))
            case ast.DictComp():
                return dict(self.comprehended(ast.Tuple([node.key, node.value]), node.generators, own))
            case ast.Set():
                return {self.value(one, own) for one in node.elts}
            case ast.UnaryOp(op=ast.UAdd()):
                return +self.value(node.operand, own)
            case ast.BinOp(op=ast.Mult()):
                left, right = self.value(node.left, own), self.value(node.right, own)
                if not isinstance(left, int) or not isinstance(right, int):
                    raise ValueError("a repeated text")
                return left * right
            case ast.Call(func=ast.Attribute()):
                return self.method(self.value(node.func.value, own), node.func.attr)(*self.given(node, own), **self.named(node, own))
            case ast.Call():
                return self.value(node.func, own)(*self.given(node, own), **self.named(node, own))
        return super().value(node, own)

    def outer(self, name):
        """What a name means that is no variable."""
        if name in self.functions:
            return lambda *values: self.call(name, list(values))
        return NAMES[name] if name in NAMES else _python.BUILTINS[name]

    def given(self, node, own):
        return [self.value(one, own) for one in node.args]

    def named(self, node, own):
        return {one.arg: self.value(one.value, own) for one in node.keywords}

    def method(self, value, name):
        if name not in METHODS.get(type(value), ()) or (isinstance(value, type) and value is not dict):
            raise ValueError(name)
        return getattr(value, name)

    def comprehended(self, result, loops, own):
        first, *rest = loops
        items, inner = self.value(first.iter, own), dict(own)
        for item in items:
            self.store(first.target, item, inner)
            if all(self.value(test, inner) for test in first.ifs):
                yield from self.comprehended(result, rest, inner) if rest else [self.value(result, inner)]


def code(answer: str) -> str:
    """The program in a plainly written answer."""
    text = answer.replace("\r", "").replace("\u00a0", " ").strip()
    blocks = re.findall(r"```[a-z]*\n(.*?)\n?```", text, re.DOTALL)
    return blocks[-1] if blocks else text


def function(answer: str, name: str):
    """What calls the function with a list of arguments; None where it is not defined."""
    try:
        tree = ast.parse(code(answer))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    run = Run("")
    run.functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    if name not in run.functions:
        return None

    def call(arguments):
        run.left = MOST
        return run.call(name, arguments)

    return call
