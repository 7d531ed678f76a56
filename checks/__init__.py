"""checks decides: a policy and a case in, a determination with its proof out.

Pure: no clock, no network, no randomness, no model. Missing is a third value, never a no.
"""

from checks.case import Case
from checks.cost import estimate
from checks.cost_compare import CONTRAST, what_if
from checks.deciding import decisive
from checks.determination import Determination, decide, evaluate
from checks.errors import CaseError, ChecksError, PolicyError
from checks.facts import CATALOGUE as FACTS
from checks.facts import REQUEST, answer_kind, choices, question
from checks.good_faith import worksheet
from checks.plan import Plan, plan_of, read_plan
from checks.policy import Bound, Policy, load_policies, read_policy
from checks.policy import Statement as PolicyStatement
from checks.policy_cases import (
    PolicyCase,
    checklist,
    coverage,
    differences,
    read_policy_cases,
    table,
)
from checks.reading import case_schema, parse_case, read_case
from checks.verdict import Verdict
from checks.view import procedure_of

__all__ = [
    "CONTRAST",
    "FACTS",
    "REQUEST",
    "Bound",
    "Case",
    "CaseError",
    "ChecksError",
    "Determination",
    "Plan",
    "Policy",
    "PolicyCase",
    "PolicyError",
    "PolicyStatement",
    "Verdict",
    "answer_kind",
    "case_schema",
    "checklist",
    "choices",
    "coverage",
    "decide",
    "decisive",
    "differences",
    "estimate",
    "evaluate",
    "load_policies",
    "parse_case",
    "plan_of",
    "procedure_of",
    "question",
    "read_case",
    "read_plan",
    "read_policy",
    "read_policy_cases",
    "table",
    "what_if",
    "worksheet",
]
