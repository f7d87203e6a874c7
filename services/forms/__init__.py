from services.forms.answers import CATALOGUE, PREFIX, AnswersForm, build_form
from services.forms.hints import condition_words
from services.forms.showing import display_answers
from services.forms.topics import Topic, topics_of

__all__ = [
    "CATALOGUE",
    "PREFIX",
    "AnswersForm",
    "Topic",
    "build_form",
    "condition_words",
    "display_answers",
    "topics_of",
]
