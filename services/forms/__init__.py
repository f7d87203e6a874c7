from services.forms.answers import PREFIX, AnswersForm, build_form
from services.forms.hints import condition_words
from services.forms.showing import display_answers

__all__ = [
    "PREFIX",
    "AnswersForm",
    "build_form",
    "condition_words",
    "display_answers",
]
