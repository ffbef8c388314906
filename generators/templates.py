"""Templates as plain Python: jinja2 reads them, and this writes the code that they run as.

A prompt is a few hundred calls of small macros, and in jinja2's own code most of their time goes into what prompts never use: contexts that
are passed to functions, escaping, macros as objects. Here a macro is a function with positional parameters, a call is a call, a name that
the template does not set is looked up once a rendering, and a loop knows its length. The text stays the same to the byte, which
`tests/generators/test_templates.py` shows for every task; `{% call %}`, `**kwargs` of macros and loops that call themselves are refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import version
from keyword import iskeyword
from pathlib import Path
from pickle import UnpicklingError
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef, find_undeclared, optimizeconst
from jinja2.utils import missing

_LOOP = {
    "index": "({0}.at + 1)",
    "index0": "{0}.at",
    "first": "({0}.at == 0)",
    "last": "({0}.at + 1 == {0}.length)",
    "length": "{0}.length",
    "revindex": "({0}.length - {0}.at)",
    "revindex0": "({0}.length - {0}.at - 1)",
}
"""The attributes of `loop` as code."""


class Loop:
    """A loop over items that are all there: where it is, from 0, and how many there are."""

    __slots__ = ("at", "items", "length")

    def __init__(self, items: Iterable[Any], _undefined: object) -> None:
        self.items = items if isinstance(items, list | tuple) else list(items)
        self.length = len(self.items)

    def __iter__(self) -> Iterator[tuple[Any, "Loop"]]:
        for at, item in enumerate(self.items):
            self.at = at
            yield item, self


class Names(dict[str, Any]):
    """The variables of a rendering; one that is not there is `missing`."""

    def __missing__(self, name: str) -> Any:
        return missing


_OF_DICT = frozenset(dir(dict))


def attribute(environment: Environment, thing: Any, name: str) -> Any:
    """`thing.name` in a template: an attribute, else an item, else undefined. A mapping's item is found without an exception."""
    if type(thing) is dict and name in thing and name not in _OF_DICT:
        return thing[name]
    try:
        return getattr(thing, name)
    except AttributeError:
        return environment.getattr(thing, name)


class PlainTemplate(Template):
    """A template whose renderings leave nothing to the garbage collector, save for macros that call themselves."""

    def render(self, *variables: Mapping[str, Any], **more: Any) -> str:
        context = self.new_context(dict(*variables, **more))
        try:
            return "".join(self.root_render_func(context))
        except Exception:  # as jinja2 does: it is raised again, with the lines of the template
            self.environment.handle_exception()
        finally:
            # Macros know the context that knows them, and with it all that the prompt was made of.
            context.vars.clear()


class PlainPython(CodeGenerator):
    """Writes a template as Python."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        blocks = any(node.find(kind) for kind in (nodes.CallBlock, nodes.Extends, nodes.Block, nodes.Include))
        if blocks or any(loop.recursive for loop in node.find_all(nodes.For)):
            self.fail("blocks and loops that call themselves are not for prompts", node.lineno)
        super().visit_Template(node, frame)
        # Last, so that it stands in for the name of the same kind that jinja2 imports.
        self.writeline("from synth.generators.templates import Loop as LoopContext, Names, attribute")

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("resolve = Names(context.parent).__getitem__")

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> tuple[Frame, MacroRef]:
        if find_undeclared(node.body, ("caller", "kwargs", "varargs")):
            self.fail("macros of prompts take the parameters that they name", node.lineno)
        frame = frame.inner()
        frame.require_output_check = False
        frame.symbols.analyze_node(node)
        names = [frame.symbols.ref(argument.name) for argument in node.args]
        self.writeline(f"def macro({', '.join(f'{name}=missing' for name in names)}):", node)
        self.indent()
        self.buffer(frame)
        self.enter_frame(frame)
        self.push_parameter_definitions(frame)
        for place, (name, argument) in enumerate(zip(names, node.args, strict=True), len(node.defaults) - len(names)):
            self.writeline(f"if {name} is missing: {name} = ")
            if place >= 0:
                self.visit(node.defaults[place], frame)
            else:
                self.write(f"undefined(name={argument.name!r})")
            self.mark_parameter_stored(name)
        self.pop_parameter_definitions()
        self.blockvisit(node.body, frame)
        self.return_buffer_contents(frame, force_unescaped=True)
        self.leave_frame(frame, with_python_scope=True)
        self.outdent()
        return frame, MacroRef(node)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("macro")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        for stars, starred in (("*", node.dyn_args), ("**", node.dyn_kwargs)):
            if starred:
                self.write(stars)
                self.visit(starred, frame)
                self.write(", ")
        self.write(")")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _LOOP:
            self.write(_LOOP[node.attr].format(frame.symbols.ref("loop")))
        elif isinstance(node.node, nodes.Name) and node.attr not in _OF_DICT and not iskeyword(node.attr):
            # What `attribute` does, on the spot for an attribute of an object and an item of a mapping.
            name, item = frame.symbols.ref(node.node.name), repr(node.attr)
            self.write(f"(attribute(environment, undefined(name={node.node.name!r}), {item}) if {name} is missing else ")
            self.write(f"{name}.{node.attr} if type({name}) is not dict else ")
            self.write(f"{name}[{item}] if {item} in {name} else attribute(environment, {name}, {item}))")
        else:
            self.write("attribute(environment, ")
            self.visit(node.node, frame)
            self.write(f", {node.attr!r})")

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("concat((")
        for part in node.nodes:
            text = isinstance(part, nodes.Const) and isinstance(part.value, str)
            self.write("" if text else "str(")
            self.visit(part, frame)
            self.write(", " if text else "), ")
        self.write("))")


class KeptCode(FileSystemBytecodeCache):
    """The code of templates on disk, in a folder of its own choice: compiling the prompts of all tasks takes a process seconds. Where the
    folder cannot be written to, everybody compiles for himself. Files are by the text and by what compiled it, and replaced in one step."""

    def __init__(self, folder: Path) -> None:
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
        super().__init__(str(folder), "template-%s.cache")
        self._compiler = f"{version('jinja2')} {Path(__file__).read_text('utf-8')}"

    def code(self, environment: Environment, text: str) -> CodeType:
        """A template's text as code. Raises what jinja2 raises at texts that are none."""
        bucket = self.get_bucket(environment, self._compiler + text, None, text)
        if bucket.code is None:
            bucket.code = environment.compile(text)
            self.set_bucket(bucket)
        return bucket.code

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, EOFError, UnpicklingError):  # a file cut short is none
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
