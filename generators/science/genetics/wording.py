"""What the templates of genetics are filled with: genotypes as they are written, families couple by couple, and numbers."""

from random import Random

from synth.verifiers.exact import Fraction
from synth.verifiers.science.genetics import Blood, Cross, Genetics, Mapping, Pedigree, Pool, Shown

LETTERS = "ABCD"


def allele(gene: int, dominant: int) -> str:
    """`B` for (1, 1), `b` for (1, 0)."""
    return LETTERS[gene] if dominant else LETTERS[gene].lower()


def linked(cross: Cross) -> list[list[int]]:
    """Genes by chromosome."""
    found: list[list[int]] = []
    for k, gene in enumerate(cross.genes):
        if gene.distance:
            found[-1].append(k)
        else:
            found.append([k])
    return found


def genotype(cross: Cross, pairs: tuple[tuple[int, int], ...], male: bool) -> str:
    """`A b/a B; C/c`: a chromosome before the stroke and one behind it; `c/Y` for a male's gene on the X chromosome."""
    said = []
    for genes in linked(cross):
        sides = [" ".join(allele(k, pairs[k][side]) for k in genes) for side in (0, 1)]
        if male and cross.genes[genes[0]].x:
            sides[1] = "Y"
        said.append("/".join(sides))
    return "; ".join(said)


def _side(side: tuple[Shown, ...]) -> list[tuple[int, int]]:
    return [(one.trait, one.look) for one in side]


def told_cross(cross: Cross, rng: Random) -> dict[str, object]:
    needs_animals = any(gene.x for gene in cross.genes) or cross.sex != "any"
    traits = cross.traits()
    apart = cross.together != "none" and len(traits[0]) == 2
    order = rng.sample(range(4), 4)
    return {
        "species": rng.randrange(2 if needs_animals else 3),
        "traits": [
            {
                "genes": [LETTERS[k] for k in genes],
                "small": [LETTERS[k].lower() for k in genes],
                "words": 4 if apart and not number else order[number],
                "form": cross.together if len(genes) == 2 else "incomplete" if cross.genes[genes[0]].incomplete else "complete",
            }
            for number, genes in enumerate(traits)
        ],
        "links": [(LETTERS[k - 1], LETTERS[k], gene.distance) for k, gene in enumerate(cross.genes) if gene.distance],
        "row": any(len(genes) > 2 for genes in linked(cross)),
        "x": next((LETTERS[k] for k, gene in enumerate(cross.genes) if gene.x), ""),
        "mother": genotype(cross, cross.mother, False),
        "father": genotype(cross, cross.father, True),
        "names": list(LETTERS[: len(cross.genes)]),
        "given": _side(cross.given),
        "seen": _side(cross.seen),
        "event": _side(cross.event),
    }


def told_pedigree(pedigree: Pedigree, rng: Random) -> dict[str, object]:
    women, men = rng.sample(range(8), 8), rng.sample(range(8), 8)
    people = [
        {"male": one.male, "name": (men if one.male else women)[k], "state": one.state, "test": one.test, "founder": one.mother < 0}
        for k, one in enumerate(pedigree.people)
    ]
    couples: dict[tuple[int, int], list[int]] = {}
    for k, one in enumerate(pedigree.people):
        if one.mother >= 0:
            couples.setdefault((one.mother, one.father), []).append(k)
    return {
        "people": people,
        "couples": [{"mother": mother, "father": father, "children": children} for (mother, father), children in couples.items()],
        "asked": pedigree.person,
        "tested": any(one.test for one in pedigree.people),
    }


def told_pool(pool: Pool, rng: Random) -> dict[str, object]:
    whole = sum(source.size for source in pool.sources)
    sources = [
        {"counts": source.counts, "share": str(Fraction(*source.recessive) ** 2), "size": str(Fraction(source.size, whole))}
        for source in pool.sources
    ]
    mixed = len(pool.sources) > 1
    return {
        "sources": sources,
        "species": 2 if pool.then == "selfing" else rng.randrange(3),
        "still": not mixed and not pool.sources[0].counts,
    }


def told_blood(blood: Blood) -> dict[str, object]:
    whole = sum(blood.frequencies)
    return {"shares": [str(Fraction(part, whole)) for part in blood.frequencies]}


def told_mapping(mapping: Mapping, rng: Random) -> dict[str, object]:
    order = rng.sample(range(8), 8)
    return {
        "species": rng.randrange(3),
        "traits": [
            {"genes": [letter], "small": [letter.lower()], "words": words, "form": "complete"}
            for letter, words in zip("ABC", rng.sample(range(4), 3), strict=True)
        ],
        "classes": [{"looks": [(k, int(not place >> k & 1)) for k in range(3)], "count": mapping.counts[place]} for place in order],
        "pair": [LETTERS[k] for k in mapping.pair],
    }


def prompt_variables(problem: Genetics, rng: Random) -> dict[str, object]:
    puzzle = problem.puzzle
    told: dict[str, object] = {"p": puzzle, "example": f"{rng.randint(2, 12)}/{rng.choice((31, 37, 41, 43))}"}
    match puzzle:
        case Cross():
            return told | {"kind": "cross"} | told_cross(puzzle, rng)
        case Pedigree():
            return told | {"kind": "pedigree"} | told_pedigree(puzzle, rng)
        case Pool():
            return told | {"kind": "pool"} | told_pool(puzzle, rng)
        case Mapping():
            return told | {"kind": "mapping"} | told_mapping(puzzle, rng)
    return told | {"kind": "blood"} | told_blood(puzzle)
