from complaints.models.category import Category, Clock
from complaints.models.complaint import Complaint
from complaints.models.conversation import Assignment, Photo, Response

__all__ = ["Assignment", "Category", "Clock", "Complaint", "Photo", "Response"]
