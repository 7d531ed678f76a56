"""The policy format: one edition of one guideline as data, read strictly from YAML."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checks.case import Procedures, Request
from checks.errors import PolicyError
from checks.facts import CATALOGUE
from checks.kinds import AnyCriterion, Criterion


class Part(BaseModel):
    """Base of the parts of a policy file: frozen, and an unknown key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Code(Part):
    """A procedure code that the guideline prints, with its region and whether it is an add-on."""

    code: str
    region: str
    add_on: bool = False


class Exclusion(Part):
    """A request that the guideline says it does not consider."""

    clause: str
    label: str
    procedures: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()


class Aside(Part):
    """A clause that no criterion decides, and why: it is no requirement, or only a person can judge it.

    `when` limits what a person has to judge to the cases that it may concern; it is shown unless it surely does not.
    """

    clause: str
    why: str
    when: AnyCriterion | None = None


class InForce(Part):
    """First and last day in force, both inclusive; absent: the document does not say, or it is still in force."""

    from_: date | None = Field(None, alias="from")
    until: date | None = None


class Bound(Part):
    """The one number of a statement: a share in percent, a score, a time, times a year or levels."""

    unit: Literal["%", "score", "days", "weeks", "months", "years", "a year", "levels"]
    at_least: int | None = None
    above: int | None = None
    at_most: int | None = None
    below: int | None = None

    @property
    def measure(self) -> str:
        """What is measured: times are one measure in whatever unit."""
        return "time" if self.unit in {"days", "weeks", "months", "years"} else self.unit

    def allows(self, number: Decimal) -> bool:
        """Whether a number keeps the bound; `at_least` and `at_most` include theirs, `above` and `below` do not."""
        return (
            (self.at_least is None or number >= self.at_least)
            and (self.above is None or number > self.above)
            and (self.at_most is None or number <= self.at_most)
            and (self.below is None or number < self.below)
        )


class Statement(Part):
    """A thing that the guideline settles, in plain words, for questions on it: subject, what is said, its clauses.

    `plain` says the same to a patient. `bound` is there where the statement has one number that a number of the
    reader's can be held against, `lasting` where what it bounds has to last for a time. `about` limits it to a state, a
    step, a region or the like; `asked` are ways in which readers ask for it.
    """

    aspect: str
    bound: Bound | None = None
    lasting: Bound | None = None
    about: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    say: str
    plain: str | None = None
    clauses: tuple[str, ...]


class Policy(Part):
    """One edition of one guideline."""

    id: str
    title: str
    issuer: str
    edition: str
    document: str
    in_force: InForce
    medicare: bool = False
    procedures: tuple[str, ...]
    names: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    excludes: tuple[Exclusion, ...] = ()
    needs: AnyCriterion
    statements: tuple[Statement, ...] = ()
    review: tuple[Aside, ...] = ()
    not_modelled: tuple[Aside, ...] = ()
    clause_sha256: dict[str, str] = Field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """The sha256 of the policy's canonical form."""
        body = json.dumps(self.model_dump(mode="json", exclude={"statements"}), sort_keys=True)
        return hashlib.sha256(body.encode()).hexdigest()

    def clauses(self) -> tuple[str, ...]:
        """All clause ids that the policy stands on, in order."""
        found = [row.clause for row in self.rows()]
        found += [exclusion.clause for exclusion in self.excludes]
        found += [part.clause for part in (*self.review, *self.not_modelled)]
        found += [clause for statement in self.statements for clause in statement.clauses]
        return tuple(dict.fromkeys(clause for clause in found if clause))

    def stale(self, text_of: Callable[[str], str | None]) -> tuple[str, ...]:
        """The clauses whose indexed text is not the one that was read; `text_of` gives None where none is indexed."""
        found = []
        for clause in self.clauses():
            text = text_of(clause)
            if text is not None and hashlib.sha256(text.encode()).hexdigest() != self.clause_sha256.get(clause):
                found.append(clause)
        return tuple(found)

    def rows(self) -> Iterator[Criterion]:
        """All criteria that stand for a clause, in the policy's order."""
        yield from (criterion for criterion in walk(self.needs) if criterion.clause)


def walk(criterion: Criterion) -> Iterator[Criterion]:
    """A criterion and all criteria inside it, outermost first."""
    yield criterion
    for part in criterion.parts():
        yield from walk(part)


class _StrictLoader(yaml.SafeLoader):
    """YAML without repeated keys."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=deep)
        if key in seen:
            raise PolicyError(f"line {key_node.start_mark.line + 1}: the key {key!r} is repeated: keep one")
        seen.add(key)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _line(text: str, location: tuple[Any, ...]) -> int:
    """The line of the value at a location of the YAML text, or of the nearest one above it."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for step in location:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return int(node.start_mark.line) + 1 if node else 1


def read_policy(text: str, name: str) -> Policy:
    """Read one policy file.

    Raises:
        PolicyError: not YAML, a repeated or unknown key, an unknown kind or fact; names file and line.
    """
    try:
        value = yaml.load(text, Loader=_StrictLoader)  # noqa: S506  a SafeLoader with repeated keys refused
        policy = Policy.model_validate(value)
    except yaml.YAMLError as error:
        raise PolicyError(f"{name}: not valid YAML: {str(error).splitlines()[-1].strip()}") from None
    except PolicyError as error:
        raise PolicyError(f"{name}: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PolicyError(f"{name}:{_line(text, first['loc'])}: {where}: {first['msg']}") from None
    limits = [part.when for part in policy.review if part.when]
    for criterion in (found for top in (policy.needs, *limits) for found in walk(top)):
        for fact in criterion.names():
            if not _known(fact):
                raise PolicyError(f"{name}: the fact '{fact}' is not in the catalogue of facts")
    return policy


def _known(fact: str) -> bool:
    head, _, tail = fact.partition(".")
    if head == "request":
        return tail in Request.model_fields
    return tail in Procedures.model_fields if head == "prior" else fact in CATALOGUE


@cache
def load_policies() -> tuple[Policy, ...]:
    """All policies of this package, sorted by id. Raises PolicyError for a file that breaks the format."""
    folder = files("checks").joinpath("policies")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name)
    policies = tuple(read_policy(item.read_text(encoding="utf-8"), item.name) for item in found)
    for item, policy in zip(found, policies, strict=True):
        if item.name != f"{policy.id}.yaml":
            raise PolicyError(f"{item.name}: its id is '{policy.id}'; file name and id must be equal")
    return policies
