"""Templates of English sentences for quantified statements: a table that the writer fills in (and a test reads back).

In braces, of a quantified statement: N, Ns = those who are a ("member of the night crew who is tall"), singular and plural; w = the same
after "everyone" ("in the night crew who is tall", may be empty); P, Ps = the same but for the group; D = "among the members of the night
crew, " where there is a group; h, hs = "sailor(s)"; a, B, Bs = the verb phrases of a and b; k = a number in words.
Of a fact: p = the name, V = the verb phrase, U = the same without denial, ns = "bakers" or "sailors who ..." (without denial). Of a link:
S, T = its parts. Templates that begin with ~ need an `a`, with + nothing denied in b (of a fact: at all), with - a denied fact, with = no
compound b ("sings or dances unless ..." could be read in two ways)."""

QUANTIFIED = {
    "all": (
        "every {N} {B}", "all {Ns} {Bs}", "everyone {w} {B}", "each {N} {B}", "every single {N} {B}", "all of the {Ns} {Bs}",
        "each of the {Ns} {B}", "~anyone {w} {B}", "every one of the {Ns} {B}", "everybody {w} {B}", "each and every {N} {B}",
        "without exception, every {N} {B}", "~any {N} {B}", "absolutely every {N} {B}", "among the {Ns}, everyone {B}",
    ),
    "some": (
        "at least a single {N} {B}", "at least one {N} {B}", "someone {w} {B}", "one or more {Ns} {Bs}", "at least one of the {Ns} {B}",
        "somebody {w} {B}", "no fewer than one of the {Ns} {B}", "among the {Ns} there is at least one who {B}",
        "one or more of the {Ns} {Bs}", "among the {Ns}, somebody {B}", "+it is false that no {N} {B}",
        "at least one person among the {Ns} {B}", "+it is not the case that none of the {Ns} {B}", "not fewer than one of the {Ns} {B}",
        "the {Ns} include at least one who {B}",
    ),
    "no": (
        "no {N} {B}", "nobody {w} {B}", "none of the {Ns} {B}", "no one {w} {B}", "not a single {N} {B}", "not one of the {Ns} {B}",
        "among the {Ns}, nobody {B}", "not one {N} {B}", "absolutely no {N} {B}", "not even one of the {Ns} {B}",
        "it is false that at least one {N} {B}", "no person among the {Ns} {B}", "not even one {N} {B}", "of the {Ns}, not one {B}",
        "not a single one of the {Ns} {B}",
    ),
    "only": (
        "{D}only {Ps} {Bs}", "{D}nobody except {Ps} {B}", "{D}no one but {Ps} {B}", "={D}nobody {B} except {Ps}",
        "{D}the only {hs} who {Bs} are {Ps}", "={D}a {h} {B} only if that {h} {a}", "{D}nobody other than {Ps} {B}",
        "={D}no {h} {B} except {Ps}", "{D}solely {Ps} {Bs}", "{D}none but {Ps} {Bs}", "{D}no one apart from {Ps} {B}",
        "={D}nobody {B} other than {Ps}", "{D}no {hs} but {Ps} {Bs}", "={D}not one {h} {B} except {Ps}", "{D}nobody aside from {Ps} {B}",
    ),
    "nall": (
        "not every {N} {B}", "not all {Ns} {Bs}", "not everyone {w} {B}", "not every single {N} {B}", "not all of the {Ns} {Bs}",
        "it is not the case that every {N} {B}", "it is false that all {Ns} {Bs}", "among the {Ns}, not everyone {B}",
        "not everybody {w} {B}", "it is not true that every {N} {B}", "of the {Ns}, not all {Bs}", "not each of the {Ns} {B}",
        "the claim that every {N} {B} is false", "not every one of the {Ns} {B}", "fewer than all of the {Ns} {Bs}",
    ),
    "least": (
        "at least {k} {Ns} {Bs}", "no fewer than {k} {Ns} {Bs}", "{k} or more {Ns} {Bs}", "at least {k} of the {Ns} {Bs}",
        "{k} or more of the {Ns} {Bs}", "among the {Ns}, at least {k} {Bs}", "not fewer than {k} {Ns} {Bs}", "a minimum of {k} {Ns} {Bs}",
        "of the {Ns}, no fewer than {k} {Bs}", "no fewer than {k} of the {Ns} {Bs}", "of the {Ns}, {k} or more {Bs}",
        "among the {Ns} there are at least {k} who {Bs}", "not fewer than {k} of the {Ns} {Bs}", "the {Ns} include at least {k} who {Bs}",
        "a minimum of {k} of the {Ns} {Bs}",
    ),
    "unless": (
        "={D}every {h} {B} unless that {h} {a}", "{D}everyone {B}, except possibly {Ps}", "={D}each {h} {B} unless that {h} {a}",
        "{D}unless a {h} {a}, that {h} {B}", "{D}everyone {B}, with the possible exception of {Ps}",
        "{D}all {hs} {Bs}, except perhaps {Ps}", "{D}every {h} {B}, apart perhaps from {Ps}", "{D}apart perhaps from {Ps}, everyone {B}",
        "={D}a {h} {B} unless that {h} {a}", "{D}with {Ps} as the only possible exceptions, everyone {B}",
        "{D}everybody {B}, though {Ps} may be exceptions", "{D}with the possible exception of {Ps}, all {hs} {Bs}",
        "{D}leaving {Ps} aside, everyone {B}", "{D}everyone {B}, leaving {Ps} aside", "{D}except possibly for {Ps}, each {h} {B}",
    ),
}  # fmt: skip
FACT = (
    "{p} {V}", "it is certain that {p} {V}", "in fact, {p} {V}", "+{p} is among the {ns}", "it is true that {p} {V}",
    "+{p} is one of the {ns}", "-{p} is not among the {ns}", "without doubt, {p} {V}", "-it is false that {p} {U}",
    "+the {ns} include {p}",
    "one thing is certain: {p} {V}", "-{p} is not one of the {ns}", "+{p} belongs to the {ns}", "it is a fact that {p} {V}",
    "-it is not the case that {p} {U}", "there is no doubt that {p} {V}", "the truth is that {p} {V}", "-the {ns} do not include {p}",
)  # fmt: skip
LINKS = {
    "if": (
        "if {S}, then {T}", "{T} if {S}", "{S} only if {T}", "provided that {S}, {T}", "{T}, provided that {S}", "assuming that {S}, {T}",
        "in case {S}, {T}", "supposing that {S}, {T}", "{T} on condition that {S}", "should it be true that {S}, then {T}",
        "it is enough that {S} for it to be true that {T}", "that {S} implies that {T}",
        "for it to be true that {S}, it must be true that {T}", "on condition that {S}, {T}", "whenever it is true that {S}, {T}",
    ),
    "or": (
        "{S} or {T}", "either {S} or {T}, or both", "at least one of these two is true: {S}; {T}", "{S}, or {T}, or both",
        "one or both of these hold: {S}; {T}", "it is true that {S} or that {T}", "{S} and/or {T}",
        "of these two, at least one is true: {S}; {T}",
        "these two cannot both be false: {S}; {T}",
        "either {S}, or {T}, or possibly both", "it cannot be that both of these fail: {S}; {T}",
        "it is the case that {S}, or that {T}, or both", "no fewer than one of these two claims is right: {S}; {T}",
        "{S}, or else {T}, or both",
        "there are two possibilities, and perhaps both hold: {S}; {T}",
    ),
    "and": (
        "{S} and {T}", "{S}, and {T}", "both of these are true: {S}; {T}", "{S}, and also {T}", "{S}; moreover, {T}",
        "{S}, and in addition {T}", "it is true both that {S} and that {T}", "these two statements hold: {S}; {T}", "{S}, whereas {T}",
        "{S}; also, {T}", "{S}, but {T}", "neither of these two is false: {S}; {T}", "{S}; what is more, {T}",
        "not only is it true that {S}, but also that {T}", "{S}, while {T}",
    ),
    "iff": (
        "{S} if and only if {T}", "{S} exactly if {T}", "{S} precisely when {T}", "either both of these are true or neither is: {S}; {T}",
        "if {S}, then {T}, and the other way round", "these two stand or fall together: {S}; {T}", "{S} exactly when {T}",
        "{S} if, and only if, {T}", "of these two, both hold or neither does: {S}; {T}",
        "it is true that {S} exactly if it is true that {T}", "that {S} is equivalent to the claim that {T}", "{S} precisely if {T}",
        "{S} when and only when {T}",
        "these two are both true or both false: {S}; {T}", "if {S}, then {T}, and vice versa",
    ),
    "unless": (
        "{S} unless {T}", "unless {T}, {S}", "{S}, unless {T}", "{S} except if {T}", "except if {T}, {S}", "{S}, except in case {T}",
        "unless it is true that {T}, {S}", "if it is not the case that {T}, then {S}", "{S} if it is not true that {T}",
        "{S}, except perhaps if {T}", "that {S} can be false only if {T}", "should it be false that {T}, then {S}",
        "as long as it is false that {T}, {S}", "only if {T} can it be false that {S}", "it is true that {S} unless {T}",
    ),
}  # fmt: skip
EMBEDDED = 3
"""So many templates of each quantifier, the first ones, stand inside of a link; a fact stands there in its first one."""
AND = ("{x} and {y}", "both {x} and {y}", "{x} and also {y}")
OR = ("{x} or {y}", "either {x} or {y}", "{x} and/or {y}")
BRACKETED = 1  # the template of both that no word before it can split
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six")
