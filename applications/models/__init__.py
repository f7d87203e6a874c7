from applications.models.application import Application, Attachment, FormerAnswers
from applications.models.permit import Permit
from applications.models.review import Review, Verdict

__all__ = ["Application", "Attachment", "FormerAnswers", "Permit", "Review", "Verdict"]
