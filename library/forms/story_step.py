"""Step two of writing a practice: the story in five parts, and how far it has been tried."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.web.widgets import Radios
from library.forms.writing_steps import StepForm
from library.models import PARTS, Evidence
from library.policy import PART_CHARACTERS
from library.showing.preflight_findings import PART_NAMES

CLAIMED = (Evidence.IDEA, Evidence.ONCE, Evidence.REPEATED)


PART_HINTS = {
    "context": _("Where, with whom, and what was the difficulty? Another teacher should recognise their own school."),
    "steps": _("What you did, one after the other. Put each step on a line of its own: 1. 2. 3."),
    "result": _("What changed, and how you know it. Numbers help, and so does what the children said."),
    "reflection": _("What was hard? What would you do differently?"),
    "adapt": _("How could it work in another school: without internet, with fewer children, in another subject?"),
}


class StoryStep(StepForm):
    evidence = forms.TypedChoiceField(
        label=_("How far has it been tried?"),
        coerce=int,
        empty_value=None,
        choices=[(step.value, step.label) for step in CLAIMED],
        widget=Radios,
        required=False,
        help_text=_("The next steps of the ladder are reached when other schools report that they tried it."),
    )

    def prepare(self) -> None:
        parts = {
            part: forms.CharField(
                label=str(PART_NAMES[part]),
                help_text=PART_HINTS[part],
                max_length=PART_CHARACTERS,
                required=False,
                initial=getattr(self.practice, part),
                widget=forms.Textarea(attrs={"rows": 6, "lang": self.practice.language}),
            )
            for part in PARTS
        }
        evidence = self.fields.pop("evidence")
        if self.practice.evidence is not None and self.practice.evidence not in CLAIMED:
            step = Evidence(self.practice.evidence)
            evidence.choices = [*evidence.choices, (step.value, step.label)]  # type: ignore[attr-defined]
        self.fields.update({**parts, "evidence": evidence})

    def known(self) -> dict[str, Any]:
        return {"evidence": self.practice.evidence}
