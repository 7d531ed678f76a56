"""The wording of events in notes: patterns over one sentence, without regard to case."""

from __future__ import annotations

import re


def pattern(*parts: str) -> re.Pattern[str]:
    """One pattern of several alternatives."""
    return re.compile("|".join(parts), re.IGNORECASE)


ASKED = pattern(
    r"\brequest\w*", r"\bwants?\b", r"\basks?\b", r"\border(?:s|ed)?\b", r"\bpropos\w+",
    r"\bplan(?:s|ned)? (?:for|to)\b", r"\bschedul\w+", r"\bseek\w*", r"\brepeat\b", r"\bnow\b",
)  # fmt: skip
ASKS = pattern(r"\b(?:request(?:ed|ing|s)?|procedure|plan(?:ned)?|service)\s*:[^:]*$")
NO_PRIOR = pattern(
    r"\b(?:has|have|had)(?: ?n[o']t| never) had (?:any )?(?:\w+ )?(?:injections?|blocks?|epidurals?)",
    r"\bno (?:hx|history)(?: of)? (?:\w+ )?(?:inj\w*|blocks?)",
    r"\bno other inj\w* in (?:the )?past",
    r"\bprior (?:\S+ )?inj\w*[^.:\n]{0,12}:\s+(?:none|no)\b",
    r"\bno (?:prior|past|previous|prev\.?)(?: or \w+)?(?: \w+){0,2} "
    r"(?:inj\w*|blocks?|epidurals?|esis?|procedures?|interventions?)",
    r"\b(?:prior|previous|past) (?:\w+ ){0,2}(?:injections?|blocks?|epidurals?|procedures?):\s*(?:none|no\b|0\b)",
    r"\bnever (?:had|received|undergone) (?:an?y? )?(?:\w+ ){0,2}(?:injections?|blocks?|epidurals?)",
    r"\b(?:injection|block).na[iï]ve",
)
NO_RF = pattern(r"\bno (?:prior|past|previous) (?:rfa?|radiofrequency|ablation|denervation|neurotomy)")
MAYBE_MORE = pattern(
    r"\b(?:several|multiple|many|numerous|various) (?:\w+ )?(?:injections?|epidurals?|\w*esis?|blocks?|procedures?)",
    r"\bseries of (?:injections?|epidurals?|\w*esis?|blocks?)",
)
AGAIN = pattern(
    r"\brepeat\w*", r"\b(?:second|third|fourth|next|another)\b", r"\binjections?\b", r"\bblocks?\b", r"%", r"\brelief\b"
)
FAILED = pattern(
    r"\bfail\w*", r"inadequate", r"insufficient", r"(?:did|does|do) ?n[o']t help", r"not help enough",
    r"\bno (?:real |significant |lasting )?(?:change|relief|benefit|help|improvement)",
    r"without (?:relief|success|benefit|improvement)", r"w/o (?:relief|benefit)",
    r"(?:little|minimal|min\.?) (?:relief|benefit|help)", r"\bno (?:good|use)\b", r"(?:did|does) nothing",
    r"nothing to show",
    r"(?:has|have|had|did) ?n[o']t (?:really )?(?:work|improv|help)\w*",
    r"\bnot (?:helpful|improved|effective|better)",
    r"\bneither (?:of \w+ )?helped", r"\bineffective", r"\bno better\b", r"\bnot helping",
    r"\bw/o (?:help|improvement|success)",
)  # fmt: skip
NOT_YET = pattern(
    r"\b(?:going to|will|plans? to|planning|wants? to|would like to|(?-i:may)|might|consider\w*|recommend\w*|refer\w*|"
    r"advis\w+|order(?:ed|ing)?|start(?:ing)? (?:with )?(?:a (?:course|trial) of )?|agreed to|to (?:start|begin|try)|"
    r"if|before we)\b[^.;]{0,40}$"
)
OFFERED = pattern(r"^[^.;]{0,25}\b(?:was|is|were|has been) (?:recommended|ordered|advised|offered|discussed|declined)")
NOT_DONE = pattern(r"\b(?:no|without|denies|declin\w+|refus\w+|never|not)\b(?: \w+){0,2} $")
ON_ONES_OWN = pattern(
    r"\bon (?:his|her|their|my) own\b", r"self.?directed", r"you.?tube", r"online (?:videos?|exercises?)"
)
SAME_TIME = pattern(
    r"\bsame (?:period|time|dates?|weeks|duration|interval)", r"\bconcurrent\w*", r"\bthroughout\b",
    r"\bduring (?:this|that) (?:time|period)",
)  # fmt: skip
UNSURE = pattern(
    r"\b(?:(?-i:may)|might|could|would|consider\w*|if|discuss\w*|candidate|eventual\w*|future|possib\w+|mother|father|"
    r"brother|sister|wife|husband|friend|talked about|interested in|unless|not (?:requesting|planning))\b[^.;]{0,50}$"
)
NOTHING_ASKED = pattern(
    r"\bno (?:procedures?|injections?|interventions?) (?:is |are |was |were )?(?:requested|planned)"
)
HEADED = pattern(r"^\W*(?:[A-Za-z/ ]{0,30}\b(?:history|note|visit|seen|exam\w*|today|encounter|date|hpi|on)\b\W*)?$")
SERVICE_DAY = pattern(
    r"\b(?:dos|date of service|service date|procedure date|scheduled (?:for|on)|planned (?:for|on)):?\s*$"
)
HELPED = pattern(r"(?:good|excellent|complete|adequate) (?:relief|response)", r"resolved")
GOING_ON = pattern(
    r"\bongoing",
    r"continu(?:es|ing)",
    r"\bstill (?:in|doing|attend\w*)",
    r"\bcurrently",
    r"\bnow in\b",
    r"\bin .{0,40} now\b",
)
NOT_GOING_ON = pattern(r"\bno (?:ongoing|current)")
ENDED = pattern(r"(?:ended|until|till|\bto|through|thru|finished(?: on)?|discharged|complet\w+(?: on)?|ending)\s*\(?$")
THERAPY = pattern(
    r"\bpt\b",
    r"therapy",
    r"nsaid",
    r"days? each",
    r"naproxen",
    r"meloxicam",
    r"gabapentin",
    r"chiropract",
    r"medication",
)
BETTER = pattern(
    r"function\w* (?:\w+ ){0,3}(?:improved|better|gain)", r"improved function",
    r"better (?:function|walking|moving|with)",
    r"improved (?:walking|mobility|sleep|adls?)", r"functional (?:gain|improvement)", r"moving better",
    r"improved from",
)  # fmt: skip
SAME = pattern(
    r"function same",
    r"no functional",
    r"neither changed function",
    r"without functional",
    r"function (?:was )?unchanged",
)
SAME_FOR_ALL = pattern(
    r"\b(?:neither|none of them|no injection) (?:\w+ )?changed function", r"function unchanged after (?:both|all|each)"
)
LASTED = pattern(
    r"anesthetic duration", r"at least the duration of the (?:local )?anesthetic", r"well beyond the anesthetic",
    r"(?:for|as long as) (?:the )?(?:duration of )?(?:the )?(?:local )?anesthetic",
)  # fmt: skip
ALONE = pattern(r"(?:local )?anesthetic only", r"\bla only\b", r"(?:lidocaine|bupivacaine) only")
STEROID = pattern(
    r"(?:with|plus|and|\+) (?:cortico)?steroid", r"dexamethasone", r"triamcinolone", r"kenalog", r"depo.?medrol",
    r"methylprednisolone",
)  # fmt: skip
NO_RELIEF = pattern(r"\bno relief\b")
SYMPTOMS = pattern(r"symptom", r"ptsd", r"\bpcl\b")
PAIN = pattern(r"\b(?:pain|lbp|crps|radic|symptoms?|sciatica|headaches?|radiculopathy|spell)\b")
OTHER_TIME = pattern(
    r"relief", r"better", r"improv", r"\bpt\b", r"therapy", r"nsaid", r"block", r"injection", r"\bago\b", r"lasted",
    r"each", r"ended", r"trial", r"expectancy", r"%", r"medications?", r"baclofen", r"chiropract", r"program",
    r"^[- ]old", r"resolved", r"\bafter (?:the |an? |his |her |that )?(?:\w+ )?(?:surgery|fusion|rfa?|mbb|esi)\b",
)  # fmt: skip
ONSET = pattern(r"(?:since|from|began|onset|started)(?: on)? $")
NO_THERAPY = pattern(
    r"\bno (?:conservative )?(?:therapy|treatment)(?: of any kind)? (?:so far|to date|yet|tried|since)"
)
REGIONS = (
    (r"cervic|\bneck", "cervical"),
    (r"thorac|mid.?back", "thoracic"),
    (r"lumbosacral", "lumbosacral"),
    (r"lumbar|low(?:er)? back|\blbp\b", "lumbar"),
    (r"painful region", "painful_region"),
)


def region(text: str) -> str | None:
    """The body region that a text names; None where it names none."""
    return next((name for words, name in REGIONS if re.search(words, text, re.IGNORECASE)), None)


def agent(text: str) -> str | None:
    """What was or will be injected; None where it is not said."""
    if ALONE.search(text):
        return "local_anesthetic_only"
    return "local_anesthetic_and_corticosteroid" if STEROID.search(text) else None


PLACES = {
    "stellate_ganglion_block": "cervical",
    "sacroiliac_joint_injection": "sacroiliac",
    "caudal_epidural": "lumbar",
}  # the region that a procedure's own name gives
LEVELS = {"sacroiliac_joint_injection": ["SIJ"], "caudal_epidural": ["caudal"]}  # likewise its level
PHASES = {
    "scs_trial": "trial", "scs_permanent": "permanent", "scs_revision": "revision", "scs_removal": "removal",
    "intraspinal_drug_trial": "trial", "infusion_pump_permanent": "permanent",
    "infusion_pump_replacement": "replacement",
}  # fmt: skip
PARTS = {"C": "cervical", "T": "thoracic", "L": "lumbar"}


def region_of(levels: list[str]) -> str | None:
    """The region of levels that lie in one; None where there are none or several."""
    found = {PARTS.get(level[0].upper()) for level in levels}
    return found.pop() if len(found) == 1 else None


TENS = {"ten": 10, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90}  # fmt: skip
PERCENT_WORDS = re.compile(rf"\b({'|'.join(TENS)}) (?:percent\b|per cent\b|%)", re.IGNORECASE)
