"""A wish in four short steps: class, work, partner, words."""

from django.utils.translation import gettext_lazy as _

from twinning.forms.wish_steps.class_step import ClassStep
from twinning.forms.wish_steps.partner_step import PartnerStep
from twinning.forms.wish_steps.shared import StepForm
from twinning.forms.wish_steps.words_step import WordsStep
from twinning.forms.wish_steps.work_step import WorkStep

STEPS: dict[int, type[StepForm]] = {1: ClassStep, 2: WorkStep, 3: PartnerStep, 4: WordsStep}
TITLES = {1: _("Your class"), 2: _("What you want to do"), 3: _("Your partner"), 4: _("In your own words")}
