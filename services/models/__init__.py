from services.models.catalogue import ExternalSystem, Service
from services.models.standard import FormField, Requirement, Standard, Tier

__all__ = ["ExternalSystem", "FormField", "Requirement", "Service", "Standard", "Tier"]
