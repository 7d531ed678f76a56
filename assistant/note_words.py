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
NO_PRIOR = pattern(
    r"\bno (?:prior|past|previous)(?: or \w+)?(?: \w+){0,2} "
    r"(?:injections?|blocks?|epidurals?|procedures?|interventions?)"
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
    r"(?:little|minimal) (?:relief|benefit|help)",
)  # fmt: skip
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
    r"better (?:function|walking|moving|with)", r"functional (?:gain|improvement)", r"moving better", r"improved from",
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
PAIN = pattern(r"\b(?:pain|lbp|crps|symptoms?|sciatica|headaches?|radiculopathy|spell)\b")
OTHER_TIME = pattern(
    r"relief", r"better", r"improv", r"\bpt\b", r"therapy", r"nsaid", r"block", r"injection", r"\bago\b", r"lasted",
    r"each", r"ended", r"trial", r"expectancy", r"%", r"medications?", r"baclofen", r"chiropract", r"program",
    r"^[- ]old", r"resolved", r"\bafter\b",
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
    "celiac_plexus_block": "abdomen",
}  # the region that a procedure's own name gives
