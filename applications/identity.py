"""The applicant as she was when she sent: kept with the file, so that a later change of profile changes no file."""

from applications.models import Application


def identity_of(application: Application) -> dict:
    """Plain values: the citizen, and the organisation or dependant she files for. `holder` gets the product."""
    profile, organisation, dependant = application.applicant, application.organisation, application.dependant
    behalf = organisation.name if organisation else dependant.full_name if dependant else ""
    identity = {
        "name": f"{behalf} – {profile.full_name}" if behalf else profile.full_name,
        "holder": behalf or profile.full_name,
        "full_name": profile.full_name,
        "nik": profile.nik,
        "kk": profile.kk,
        "birth_place": profile.birth_place,
        "birth_date": profile.birth_date,
        "sex": profile.sex,
        "address": profile.address or profile.outside_address,
        "region": profile.region_id or profile.province_id or "",
        "phone": profile.phone,
        "email": profile.email,
    }
    if organisation:
        identity["organisation"] = {
            "name": organisation.name,
            "nib": organisation.nib,
            "npwp": organisation.npwp,
        }
    if dependant:
        identity["dependant"] = {
            "name": dependant.full_name,
            "nik": dependant.nik,
            "birth_date": dependant.birth_date,
            "relation": dependant.relation,
        }
    return identity
