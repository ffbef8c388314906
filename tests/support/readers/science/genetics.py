"""Heredity: which of five kinds of story a prompt tells, and the exact value that follows."""

import re
from fractions import Fraction

from readers.science._crosses import crossed, three_genes
from readers.science._populations import blood, generations, tree
from reading import Unread, body

IDLE = (
    r"A problem in genetics\.",
    r"Here is a question about heredity\.",
    r"In class, this is discussed:",
    r"Give the exact value, as a fraction in lowest terms or as a decimal that equals it; no percentage\.(?: Do not round\.)?",
)
POPULATION = re.compile(
    r"In a species of \w+, [a-z ]+ are dark with at least one dominant allele A, and light with a/a; the gene is autosomal, populations are very large, and there is neither "
    r"mutation nor any selection or migration but what is said here\."
)
CROSS = re.compile(
    r"In a species of \w+ these traits are inherited:|[A-E] and [A-E] lie on the same autosome, and \d+% of the gametes are recombinant between them, in both sexes\."
    r"|Crossing over in one interval does not depend on that in the other\.|Genes of which nothing else is said lie on different autosomes\."
    r"|[A-E] lies on the X chromosome; females have two X chromosomes, males one X and one Y, which carries no allele of this gene\."
    r"|All genotypes are equally viable(?:, and the sexes equally frequent)?\.|In a genotype, alleles on the same chromosome stand on the same side of the stroke\."
)
THREE = re.compile(
    r"In a species of \w+ three genes lie on the same autosome, in an order that is not known:|A \w+ that is heterozygous for all three genes is crossed with one that carries "
    r"only recessive alleles of them\.|The offspring are, all in all:|The two most frequent classes have the alleles as they lie on the two chromosomes of the heterozygous "
    r"parent \(parental classes\); the two rarest ones come of crossing over in both of the intervals between neighbouring genes \(double recombinants\)\."
    r"|Offspring are recombinant between two genes if they have got from that parent a combination of alleles of these two genes that neither of its chromosomes has\."
)


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the exact value asked for."""
    text = body(prompt)
    for form in IDLE:
        text = re.sub(form, " ", text)
    text = "\n".join(line.strip() for line in text.splitlines())
    flat = " ".join(" ".join(line for line in text.splitlines() if not line.startswith("- ")).split())
    questions = re.findall(r"(?:What|How many)[^?]*\?", flat)
    if len(questions) != 1:
        raise Unread(flat)
    story, asked = " ".join(flat.replace(questions[0], " ").split()), questions[0]
    if POPULATION.match(story):
        value = generations(POPULATION.sub("", story).strip(), asked)
    elif story.startswith("In the ABO"):
        value = blood(story, asked)
    elif story.startswith("A disease"):
        value = tree(story, asked)
    elif "three genes lie" in story:
        value = three_genes(text, " ".join(f"{THREE.sub(' ', story)} {asked}".split()))
    else:
        value = crossed(text, " ".join(CROSS.sub(" ", story).split()), asked)
    written = answer.strip()
    return bool(re.fullmatch(r"\d+(?:\.\d+|/[1-9]\d*)?", written)) and Fraction(written) == value
