from services.conditions import applicable_requirements, applies, shown
from services.forms.answers import PREFIX, AnswersForm, build_form
from services.forms.hints import condition_words
from services.forms.showing import display_answers

__all__ = [
    "PREFIX",
    "AnswersForm",
    "applicable_requirements",
    "applies",
    "build_form",
    "condition_words",
    "display_answers",
    "shown",
]
