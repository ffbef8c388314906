"""The sentences of counterfactual/quantified as a grammar, written from prompts, and the words in them that have to be explained."""

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
NOT = r"(?:it is (?:false|not true|not the case) that)"
SURE = r"(?:in fact,|without doubt,|one thing is certain:|the truth is that|there is no doubt that|it is (?:true|certain|a fact) that)"
# Slots: one, many = a kind of people, in the singular and in the plural; where = what follows "everyone"; is, are = what is said of them; isa =
# said of the kind; of = "among the members of the choir, "; count = a number in words.
QUANTIFIED = {
    "every": (
        "(?:(?:without exception, |absolutely )?(?:every single|each and every|every|each|any)) {one} {is}", "all (?:of the )?{many} {are}",
        "(?:everyone|everybody|anyone) {where}{is}", "(?:each|every one) of the {many} {is}", "among the {many}, everyone {is}",
    ),
    "not every": (
        "not (?:every single|every) {one} {is}", "(?:not|fewer than) all (?:of the )?{many} {are}", "not (?:everyone|everybody) {where}{is}",
        "not (?:each|every one) of the {many} {is}", "among the {many}, not everyone {is}", "of the {many}, not all {are}",
    ),
    "some": (
        "at least (?:a single|one) {one} {is}", "one or more (?:of the )?{many} {are}", "(?:someone|somebody) {where}{is}",
        "(?:at least|no fewer than|not fewer than) one (?:person among|of) the {many} {is}", "among the {many} there is at least one who {is}",
        "among the {many}, somebody {is}", "the {many} include at least one who {is}",
    ),
    "no": (
        "(?:no|not a single|not one|absolutely no|not even one) {one} {is}", "(?:nobody|no one) {where}{is}",
        "(?:none|not one|not even one|not a single one) of the {many} {is}", "among the {many}, nobody {is}", "no person among the {many} {is}",
        "of the {many}, not one {is}",
    ),
    "only": (
        "{of}(?:only|solely|none but) {many} {are}", "{of}(?:nobody|no one) (?:except|but|other than|apart from|aside from) {many} {is}",
        "{of}(?:nobody|no HEAD|not one HEAD) {is} (?:except|other than) {many}", "{of}no HEADS but {many} {are}",
        "{of}the only HEADS who {are} are {many}", "{of}a HEAD {is} only if that HEAD {isa}",
    ),
    "unless": (
        "{of}(?:every|each|a) HEAD {is} unless that HEAD {isa}", "{of}unless a HEAD {isa}, that HEAD {is}",
        "{of}every(?:one|body| HEAD) {is}, (?:except possibly|with the possible exception of|apart perhaps from) {many}",
        "{of}all HEADS {are}, except perhaps {many}", "{of}everybody {is}, though {many} may be exceptions",
        "{of}(?:apart perhaps from|with the possible exception of|except possibly for) {many}, (?:everyone|each HEAD) {is}",
        "{of}with the possible exception of {many}, all HEADS {are}", "{of}with {many} as the only possible exceptions, everyone {is}",
        "{of}leaving {many} aside, everyone {is}", "{of}everyone {is}, leaving {many} aside",
    ),
    "least": (
        "(?:at least|no fewer than|not fewer than|a minimum of) {count} (?:of the )?{many} {are}", "{count} or more (?:of the )?{many} {are}",
        "(?:among|of) the {many}, (?:at least|no fewer than) {count} {are}", "of the {many}, {count} or more {are}",
        "among the {many} there are at least {count} who {are}", "the {many} include at least {count} who {are}",
    ),
}  # fmt: skip
FACTS = {
    "yes": ("{name} {is}", "{name} (?:is among|is one of|belongs to) the {many}", "the {many} include {name}"),
    "no": ("{name} is not (?:among|one of) the {many}", "the {many} do not include {name}"),
}
LINKS = {
    "if": (
        "(?:provided that|assuming that|supposing that|in case|on condition that|whenever it is true that) {S}, {T}", "if {S}, then {T}",
        "{T},? (?:if|provided that|on condition that) {S}", "{S} only if {T}", "should it be true that {S}, then {T}",
        "it is enough that {S} for it to be true that {T}", "that {S} implies that {T}", "for it to be true that {S}, it must be true that {T}",
    ),
    "or": (
        "(?:either )?{S},? or (?:else )?{T}(?:, or (?:possibly )?both)?", "{S} and/or {T}", "it is true that {S} or that {T}",
        "it is the case that {S}, or that {T}, or both",
        "(?:at least one of these two is true|one or both of these hold|of these two, at least one is true|these two cannot both be false|it cannot be that both of these fail"
        "|no fewer than one of these two claims is right|there are two possibilities, and perhaps both hold): {S}; {T}",
        "{S},? (?:unless|except if|except in case|except perhaps if) {T}", "(?:unless it is true that|unless|except if) {T}, {S}",
        "that {S} can be false only if {T}", "(?:should it be false that) {T}, then {S}", "as long as it is false that {T}, {S}",
        "only if {T} can it be false that {S}",
    ),
    "and": (
        "{S},? and (?:also |in addition )?{T}", "{S}, (?:whereas|while|but) {T}", "{S}; (?:moreover|also|what is more), {T}",
        "it is true both that {S} and that {T}", "not only is it true that {S}, but also that {T}",
        "(?:both of these are true|these two statements hold|neither of these two is false): {S}; {T}",
    ),
    "iff": (
        "{S} (?:if and only if|if, and only if,|when and only when|(?:exactly|precisely) (?:if|when)) {T}", "it is true that {S} exactly if it is true that {T}",
        "(?:either both of these are true or neither is|these two stand or fall together|of these two, both hold or neither does|these two are both true or both false): {S}; {T}",
        "if {S}, then {T}, and (?:the other way round|vice versa)", "that {S} is equivalent to the claim that {T}",
    ),
}  # fmt: skip
MEANT = (
    (r"^(?!.*\b(?:or|possibly|perhaps) both\b).*(?<!/)\bor\b(?! more| neither)", r'"Or" (?:allows|includes) both\.|An "or" leaves room for both\.'),
    (r"\bunless\b|\bexcept (?:perhaps )?(?:if|in case)", r'"Unless" is "if not"(?:; both may be so| and allows both)\.|"X unless Y" means that X or Y, or both\.'),
    (r"\bonly if\b(?! can)(?<!and only if)", r'"X only if Y"(?:: no X without Y| means that X needs Y)\.|"Only if" names what is required\.'),
    (r"^if .* then .*(?<!other way round)(?<!vice versa)\.$", r'"If X, then Y" rules out only X without Y\.|An "if" sentence is true whenever its condition is not\.|Where its condition fails, an "if" sentence is true\.'),
    (r"\bonly (?!if\b)[a-z ]+ (?:are|do not|were|did not)\b", r'"Only X are Y" (?:is "every Y is X"|says that nobody else is Y|means that every Y is X)\.'),
    (r"\bpossibl[ey] exception", r"Nothing is said of possible exceptions\.|Possible exceptions need not be ones\.|Of possible exceptions nothing is said\."),
    (r"\b(?:every|all|any) [a-z ]+ who\b", r'"Every X is Y" is true if nobody is X\.|(?:If nobody is|Without any) X, "every X is Y" is true\.'),
)  # fmt: skip
"""Words that could be taken in two ways, and the sentences that say how they are meant."""
TWO = (
    ("", " and also ", "and"), ("both ", " and ", "and"), ("", " and ", "and"), ("either ", " or ", "or"), ("", " or ", "or"), ("", " and/or ", "or"),
)  # fmt: skip
ORDER = r'(?:Words of quantity apply in the order in which they stand|Read words of quantity from left to right): "some X (\w+) every Y" means that (?:one|a single) X \1 all Y\.'
IDLE = (
    r"^Nothing else is known\.", r"^Which option must be true whenever all of this is\?", r"^Answer with its letter, or Unknown if there is none\.",
    r"(?:Decide|Work out|Find) which option is true in every situation where all of them are\. Reply with its letter, or Unknown if none is\.",
    r"^(?:Take all premises as true|Suppose that every premise is true), and use nothing but them\.", r"^Premises:", r"^Options:",
    r"Which option is a necessary consequence\? Give its letter, or Unknown if none is\.", r"^Four sentences(?: are on offer)?:",
    r"^(?:A true report|This report is true), and all there is to know:", r"Someone (?:wrote down|collected) all that is known:",
    r"Give the letter of the sentence that must be true given the report, or Unknown if none must be\.", r"^Which of these is bound to be true too\?",
    r"Answer with one letter, or Unknown if none is bound to be\.",
)  # fmt: skip
