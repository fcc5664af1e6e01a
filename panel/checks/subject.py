"""What a check is given: one ballot, the persona that cast it and the dossier that it read."""

from dataclasses import dataclass

from panel.checks.rules import RULES
from panel.intake.dossier import Dossier
from panel.prompting.persona import Persona
from panel.verdicts.ballot import Answer, Ballot
from panel.verdicts.comparison import Flag


@dataclass(frozen=True)
class Subject:
    """One ballot and what it stands on."""

    ballot: Ballot
    persona: Persona
    dossier: Dossier

    @property
    def answer(self) -> Answer:
        """The ballot's answer."""
        return self.ballot.answer

    def flag(self, rule: str, where: str, why: str, *, place: str = "critique") -> Flag:
        """Make a flag on this ballot.

        Args:
            rule: Key of `RULES`.
            where: The words it is about, as they stand there.
            why: One sentence for the editor.
            place: The field they stand in, such as `findings.axis` or `claims[2].quotation`.
        """
        return Flag(
            rule=rule,
            severity=RULES[rule].severity,
            tool=self.ballot.tool,
            persona=self.ballot.persona,
            sample=self.ballot.sample,
            place=place,
            where=where,
            why=why,
        )
