"""Independent route of the program tasks: Python's own syntax tree is walked anew at each step, on Python's own values, with no budget."""

import ast
import operator
import re

OPERATORS = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod,
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
}  # fmt: skip
IN_PLACE = {
    ast.Add: operator.iadd,
    ast.Sub: operator.isub,
    ast.Mult: operator.imul,
    ast.FloorDiv: operator.ifloordiv,
    ast.Mod: operator.imod,
}
BUILTINS = {
    f.__name__: f for f in (len, range, abs, min, max, sum, sorted, str, int, enumerate, ord, chr, list, zip, reversed, bool, tuple)
}


class Run:
    """executed: the line of every statement executed. seen: for every variable changed the line, the name and the value as Python shows it;
    steps: the same by statements."""

    def __init__(self, text: str) -> None:
        self.functions = {node.name: node for node in ast.parse(text).body}
        self.executed: list[int] = []
        self.seen: list[tuple[int, str, str]] = []
        self.steps: list[tuple[int, list[tuple[str, str]]]] = []

    def call(self, name: str, values: list):
        node = self.functions[name]
        own = dict(zip([one.arg for one in node.args.args], values, strict=True))
        return self.statements(node.body, own)[1]

    def statements(self, nodes: list, own: dict) -> tuple[str, object]:
        """How the statements end (``, break, continue, return), and with what."""
        for node in nodes:
            end = self.statement(node, own)
            if end[0]:
                return end
        return "", None

    def note(self, node, own: dict, target) -> None:
        """The variables that a statement has changed."""
        names = []
        for one in target.elts if isinstance(target, ast.Tuple) else [target]:
            while isinstance(one, ast.Subscript):
                one = one.value
            names.append((one.id, repr(own[one.id])))
        self.seen += [(node.lineno, *name) for name in names]
        self.steps.append((node.lineno, names))

    def statement(self, node, own: dict) -> tuple[str, object]:
        if isinstance(node, ast.For):
            for value in self.value(node.iter, own):
                self.executed.append(node.lineno)
                self.store(node.target, value, own)
                self.note(node, own, node.target)
                end = self.statements(node.body, own)
                if end[0] == "return":
                    return end
                if end[0] == "break":
                    break
            return "", None
        if isinstance(node, ast.While):
            while True:
                self.executed.append(node.lineno)
                if not self.value(node.test, own):
                    return "", None
                end = self.statements(node.body, own)
                if end[0] == "return":
                    return end
                if end[0] == "break":
                    return "", None
        self.executed.append(node.lineno)
        if isinstance(node, ast.If):
            return self.statements(node.body if self.value(node.test, own) else node.orelse, own)
        if isinstance(node, ast.Return):
            return "return", self.value(node.value, own) if node.value else None
        if isinstance(node, ast.Break | ast.Continue | ast.Pass):
            return type(node).__name__.lower().replace("pass", ""), None
        if isinstance(node, ast.Assign):
            self.store(node.targets[0], self.value(node.value, own), own)
            self.note(node, own, node.targets[0])
        elif isinstance(node, ast.AugAssign):
            old = self.value(node.target, own)
            self.store(node.target, IN_PLACE[type(node.op)](old, self.value(node.value, own)), own)
            self.note(node, own, node.target)
        else:
            self.value(node.value, own)
            if isinstance(node.value.func, ast.Attribute):
                self.note(node, own, node.value.func.value)
        return "", None

    def store(self, target, value, own: dict) -> None:
        if isinstance(target, ast.Name):
            own[target.id] = value
        elif isinstance(target, ast.Tuple):
            for one, part in zip(target.elts, value, strict=True):
                self.store(one, part, own)
        else:
            self.value(target.value, own)[self.value(target.slice, own)] = value

    def value(self, node, own: dict):
        match node:
            case ast.Constant():
                return node.value
            case ast.Name():
                return own[node.id]
            case ast.BinOp():
                return OPERATORS[type(node.op)](self.value(node.left, own), self.value(node.right, own))
            case ast.UnaryOp(op=ast.USub()):
                return -self.value(node.operand, own)
            case ast.UnaryOp(op=ast.Not()):
                return not self.value(node.operand, own)
            case ast.BoolOp():
                stops = isinstance(node.op, ast.Or)
                for part in node.values:
                    found = self.value(part, own)
                    if bool(found) is stops:
                        break
                return found
            case ast.Compare():
                left = self.value(node.left, own)
                for op, side in zip(node.ops, node.comparators, strict=True):
                    right = self.value(side, own)
                    if isinstance(op, ast.In | ast.NotIn):
                        held = (left in right) is isinstance(op, ast.In)
                    else:
                        held = OPERATORS[type(op)](left, right)
                    if not held:
                        return False
                    left = right
                return True
            case ast.IfExp():
                return self.value(node.body if self.value(node.test, own) else node.orelse, own)
            case ast.List():
                return [self.value(one, own) for one in node.elts]
            case ast.Tuple():
                return tuple([self.value(one, own) for one in node.elts])
            case ast.Dict():
                return {self.value(key, own): self.value(one, own) for key, one in zip(node.keys, node.values, strict=True)}
            case ast.Slice():
                return slice(*(self.value(one, own) if one else None for one in (node.lower, node.upper, node.step)))
            case ast.Subscript():
                return self.value(node.value, own)[self.value(node.slice, own)]
            case ast.Call(func=ast.Name()):
                values = [self.value(one, own) for one in node.args]
                return self.call(node.func.id, values) if node.func.id in self.functions else BUILTINS[node.func.id](*values)
            case ast.Call(func=ast.Attribute()):
                return getattr(self.value(node.func.value, own), node.func.attr)(*[self.value(one, own) for one in node.args])
        raise ValueError(ast.dump(node))


def values(text: str) -> list:
    """The values that stand between commas, by Python's grammar."""
    return Run("").value(ast.parse(f"[{text}]", mode="eval").body, {})


def run(problem: dict) -> tuple[object, Run]:
    """What the call returns, and what it executed."""
    made = Run(problem["program"])
    return made.call(problem["entry"], values(problem["arguments"])), made


def read(answer: str):
    """The value that a plainly written answer is, or what equals nothing; nothing in it is called."""
    text = answer.strip().strip("`*$ \n").removeprefix("=").strip()
    if len(text) > 5_000:
        return object()
    if re.fullmatch(r"[-+]?\d+\.0+", text):
        text = text.partition(".")[0]
    try:
        return _plain(ast.parse(re.sub(r"\b(true|false)\b", lambda match: match[0].title(), text), mode="eval").body)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return object()


def _plain(node):
    match node:
        case ast.Constant():
            return node.value
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=ast.Constant()):
            return -node.operand.value if isinstance(node.op, ast.USub) else node.operand.value
        case ast.List():
            return [_plain(one) for one in node.elts]
        case ast.Tuple():
            return tuple([_plain(one) for one in node.elts])
        case ast.Dict():
            return {_plain(key): _plain(one) for key, one in zip(node.keys, node.values, strict=True)}
    raise ValueError(ast.dump(node))
