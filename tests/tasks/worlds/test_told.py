"""What a world in documents may not be: names alike, aliases of nobody."""

import pytest
from drawing import members
from msgspec.structs import replace


@pytest.fixture(scope="module")
def told():
    return next(one.problem for one in members("worlds/questions", 8, 30) if one.problem.aliases)


def test_names_differ_in_more_than_capitals(told):
    for names in ((told.names[1].upper(), *told.names[1:]), (*told.names[:-1], told.aliases[0].name), told.names[:-1]):
        with pytest.raises(ValueError, match="each entity has a name of its own"):
            replace(told, names=names)


def test_an_alias_is_of_somebody_and_told_in_a_document(told):
    first, *others = told.aliases
    for wrong in (replace(first, of=len(told.names)), replace(first, document=len(told.documents))):
        with pytest.raises(ValueError, match="an alias of nobody, in no document"):
            replace(told, aliases=(wrong, *others))
    with pytest.raises(ValueError, match="an alias of nobody, in no document"):
        replace(told, aliases=(*told.aliases, replace(first, name="Zzyzx")))


@pytest.mark.parametrize("called", [1, 2])
def test_nobody_without_an_alias_is_called_by_it(told, called):
    aliased = {alias.of for alias in told.aliases}
    for at, document in enumerate(told.documents):
        for k, fact in enumerate(document.facts):
            other = fact.like if fact.like >= 0 else fact.value
            if (fact.of if called == 1 else other) in aliased or fact.called:
                continue
            facts = (*document.facts[:k], replace(fact, called=called), *document.facts[k + 1 :])
            documents = (*told.documents[:at], replace(document, facts=facts), *told.documents[at + 1 :])
            with pytest.raises(ValueError, match="an alias that there is not"):
                replace(told, documents=documents)
            return
