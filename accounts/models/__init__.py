from accounts.models.offices import TIER_ROLES, Agency, Membership, Region, Role, RoleChange
from accounts.models.people import CitizenProfile, Dependant, Organisation, User

__all__ = [
    "TIER_ROLES",
    "Agency",
    "CitizenProfile",
    "Dependant",
    "Membership",
    "Organisation",
    "Region",
    "Role",
    "RoleChange",
    "User",
]
