"""Questions in words, and what else a prompt says of a world: its calendar, who there is, what the documents tell all of."""

from random import Random

from synth.verifiers.worlds._answers import wanted
from synth.verifiers.worlds._query import Before, Count, Follow, Gap, Is, Pick, Where
from synth.verifiers.worlds._terms import KINDS, TERMS
from synth.verifiers.worlds._texts import label, texts
from synth.verifiers.worlds._told import Told, world
from synth.verifiers.worlds._world import Attribute

EARLIER = {
    "en": {True: ("earliest", "earlier"), False: ("latest", "later")},
    "zh": {True: ("最早", "早"), False: ("最晚", "晚")},
}


class _Asking:
    """Words of one question."""

    def __init__(self, problem: Told) -> None:
        self.problem, self.language = problem, problem.language
        self.terms, self.kinds = TERMS[self.language], KINDS[self.language]
        self.chinese = self.language == "zh"

    def name(self, entity: int) -> str:
        return label(self.problem.names[entity], self.problem.kinds[entity], self.language)

    def chain(self, start: str, path: tuple[Attribute, ...]) -> str:
        """`the guild of the teacher of Mira`."""
        for attribute in path:
            start = f"{start}的{self.terms[attribute]}" if self.chinese else f"the {self.terms[attribute]} of {start}"
        return start

    def where(self, where: Where) -> str:
        parts = [self.condition(part) for part in where]
        return "，并且".join(parts) if self.chinese else " and ".join(parts)

    def condition(self, part: Is | Before) -> str:
        to = self.chain(self.name(part.start), part.to)
        if self.chinese:
            own = "的".join(self.terms[attribute] for attribute in part.path)
            if isinstance(part, Is):
                return f"其{own}{'是' if part.yes else '不是'}{to}"
            return f"其{own}{EARLIER['zh'][part.yes][1]}于{to}"
        own = "'s ".join(self.terms[attribute] for attribute in part.path)
        if isinstance(part, Is):
            return f"whose {own} is {'' if part.yes else 'not '}{to}"
        return f"whose {own} is {EARLIER['en'][part.yes][1]} than {to}"

    def preface(self, pick: Pick) -> str:
        """Whom the question means by `that person`."""
        one, many = self.kinds[pick.kind]
        first = EARLIER[self.language][not pick.last][0]
        where = self.where(pick.where)
        if self.chinese:
            return f"在所有满足“{where}”的{one}当中，取{self.terms[pick.by]}{first}的那{many}{one}。"
        return f"Among all {many} {where}, take the one with the {first} {self.terms[pick.by]}. "

    def phrase(self, follow: Follow) -> str:
        if not isinstance(follow.start, Pick):
            return self.chain(self.name(follow.start), follow.path)
        one, many = self.kinds[follow.start.kind]
        return self.chain(f"那{many}{one}" if self.chinese else f"that {one}", follow.path)

    def question(self) -> str:
        query = self.problem.query
        if isinstance(query, Follow):
            before = self.preface(query.start) if isinstance(query.start, Pick) else ""
            phrase = self.phrase(query)
            kind = wanted(self.problem)
            if self.chinese:
                return f"{before}{phrase}{'是谁' if kind == 'person' else '是哪一年' if kind == 'year' else '是什么'}？"
            if not query.path:
                return f"{before}{'Who' if kind == 'person' else 'Which one'} is it?"
            return f"{before}{'Who' if kind == 'person' else 'What'} is {phrase}?"
        if isinstance(query, Gap):
            before = "".join(self.preface(part.start) for part in (query.first, query.second) if isinstance(part.start, Pick))
            first, second = self.phrase(query.first), self.phrase(query.second)
            if self.chinese:
                return f"{before}{first}与{second}相差多少年？"
            return f"{before}How many years lie between {first} and {second}?"
        one, many = self.kinds[query.kind]
        where = self.where(query.where)
        if self.chinese:
            what = f"有多少{many}{one}" if isinstance(query, Count) else f"有哪些{one}"
            return f"满足“{where}”的{what}？" if isinstance(query, Count) else f"哪些{one}满足“{where}”？请全部列出。"
        return f"How many {many} are there {where}?" if isinstance(query, Count) else f"Which are the {many} {where}? Name all of them."


def question(problem: Told) -> str:
    """The question of a problem in words."""
    return _Asking(problem).question()


def register(problem: Told) -> list[tuple[str, list[str]]]:
    """Who and what there is, by kind, in the order of their names: nothing is told by the order."""
    kinds = KINDS[problem.language]
    found = []
    for kind, pool in world(problem).pools.items():
        noun, many = kinds[kind]
        found.append((many.capitalize() if problem.language == "en" else noun, sorted(problem.names[one] for one in pool)))
    return found


def prompt_variables(problem: Told, rng: Random, may_be_open: bool = False) -> dict[str, object]:
    """All that a prompt shows. may_be_open: Unknown may be the answer."""
    documents = [{"title": text.title, "lines": text.lines} for text in texts(problem)]
    return {"documents": documents, "register": register(problem)} | without_documents(problem, may_be_open)


def without_documents(problem: Told, may_be_open: bool = False) -> dict[str, object]:
    """The question and the rules."""
    return {
        "eras": [(era.name, era.years) for era in problem.eras],
        "complete": [(attribute, TERMS[problem.language][attribute]) for attribute in problem.complete],
        "question": question(problem),
        "wanted": wanted(problem),
        "may_be_open": may_be_open,
        "gap": isinstance(problem.query, Gap),
        "dash": any(document.kind == "table" for document in problem.documents),
        "aliased": bool(problem.aliases),
    }
