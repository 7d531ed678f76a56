"""Guidelines that nobody issued, in three shapes, with the ids that their clauses get."""

from __future__ import annotations

from index.marked import CELL, Block

OUTLINE = [
    Block("Cedar Ridge Medical Policy on Knee Braces", heading=True),
    Block("Policy number: CR-12. Effective date: March 1, 2025"),
    Block("1. Scope", heading=True),
    Block("This policy speaks of braces for adults."),
    Block("2. Conditions", heading=True),
    Block("2.1 First brace", heading=True),
    Block("A first brace is considered if ALL of these hold:"),
    Block("pain of one knee for nine weeks", mark="a.", depth=0),
    Block("a gait analysis by a podiatrist", mark="b.", depth=0),
    Block("2.2 Further braces", heading=True),
    Block("worn out after two years", mark="a.", depth=0),
    Block("lost or stolen, with a report:", mark="b.", depth=0),
    Block("to the police", mark="i.", depth=1),
    Block("to the insurer", mark="ii.", depth=1),
    Block("3. Limits", heading=True),
    Block("No more than two braces are paid for in a calendar year."),
]
OUTLINE_IDS = [
    "cedar-ridge-medical-policy-on-knee/h1", "cedar-ridge-medical-policy-on-knee/p1", "1/h1", "1/p1", "2/h1", "2.1/h1",
    "2.1/p1", "2.1.a", "2.1.b", "2.2/h1", "2.2.a", "2.2.b", "2.2.b.i", "2.2.b.ii", "3/h1", "3/p1",
]  # fmt: skip
TABLE = [
    Block("Blue Harbor Table of Imaging", heading=True),
    Block(f"Study{CELL}Needed before it{CELL}Limit"),
    Block(f"MRI of the knee{CELL}six weeks of therapy{CELL}one a year"),
    Block(f"CT of the foot{CELL}an X-ray that leaves doubt{CELL}none"),
    Block("Exceptions", heading=True),
    Block("A tumour that is suspected needs no waiting time."),
]
TABLE_IDS = [
    "blue-harbor-table-of-imaging/h1", "blue-harbor-table-of-imaging/p1", "blue-harbor-table-of-imaging/p2",
    "blue-harbor-table-of-imaging/p3", "exceptions/h1", "exceptions/p1",
]  # fmt: skip
BULLETS = [
    Block("Lakeview Plan: Night Splints", heading=True),
    Block("When we pay", heading=True),
    Block("ALL of the following are needed:"),
    Block("heel pain in the morning", mark="•"),
    Block("ANY of these was tried for a month:", mark="•"),
    Block("stretching", mark="•", depth=1),
    Block("inserts in both shoes", mark="•", depth=1),
    Block("no open wound of the foot", mark="•"),
    Block("When we do not pay", heading=True),
    Block("for a second splint within a year", mark="•"),
    Block("for sport alone", mark="•"),
]
BULLET_IDS = [
    "lakeview-plan-night-splints/h1", "when-we-pay/h1", "when-we-pay/p1", "when-we-pay/p1.1", "when-we-pay/p1.2",
    "when-we-pay/p1.2.1", "when-we-pay/p1.2.2", "when-we-pay/p1.3", "when-we-do-not-pay/h1", "when-we-do-not-pay/1",
    "when-we-do-not-pay/2",
]  # fmt: skip
INVENTED = {"outline": (OUTLINE, OUTLINE_IDS), "table": (TABLE, TABLE_IDS), "bullets": (BULLETS, BULLET_IDS)}
