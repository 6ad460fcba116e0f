"""Numbers as OFAC writes them. All are invented; check digits are made to fit."""

import pytest

from inforce.lists.ofac.numbers import Number, read


@pytest.mark.parametrize(
    ("kind", "text", "schema", "found"),
    [
        ("passport_number", "900001", "Person", Number("passport_number", "900001")),
        ("passport_number", "900001 (Korea, North)", "Person", Number("passport_number", "900001", "Korea, North")),
        ("passport_number", "A1 (China) issued 01 Feb 2001 expires 01 Feb 2011", "Person", Number("passport_number", "A1", "China")),
        ("passport_number", "A1 expires 2011", "Person", Number("passport_number", "A1")),
        ("passport_number", "issued in Nampo", "Person", Number("passport_number", "issued in Nampo", "", "gives no number")),
        ("id_number", "C 12 (Jalisco) (Mexico)", "LegalEntity", Number("id_number", "C 12 (Jalisco)", "Mexico")),
        ("imo", "IMO 9000003", "Vessel", Number("imo", "9000003")),
        ("imo", "IMO 9000004", "Vessel", Number("imo", "", "", "is no imo by its form or check digit")),
        ("imo", "RS 900 (Russia)", "Vessel", Number("registration_number", "RS 900", "Russia")),
        ("imo", "IMO 1790183", "Vessel", Number("imo", "1790183")),
        ("imo", "IMO 1790183", "LegalEntity", Number("imo_company", "1790183")),
        ("registration_number", "IMO 1790183", "LegalEntity", Number("imo_company", "1790183")),
        ("id_number", "IMO 12", "LegalEntity", Number("imo_company", "", "", "is no imo_company by its form or check digit")),
        ("swift_bic", "ABCD KP PY", "LegalEntity", Number("swift_bic", "ABCDKPPY")),
        ("swift_bic", "none", "LegalEntity", Number("swift_bic", "none", "", "gives no number")),
        ("lei_code", "851000000 (Netherlands)", "LegalEntity", Number("registration_number", "851000000", "Netherlands")),
        ("lei_code", "ABCDEFGHIJKLMNOPQR12", "LegalEntity", Number("lei_code", "", "", "is no lei_code by its form or check digit")),
        ("mmsi", "445000000", "Vessel", Number("mmsi", "445000000")),
        ("call_sign", "HMABCD", "Vessel", Number("call_sign", "HMABCD")),
        ("registration_number", "P-XYZA", "Airplane", Number("registration_number", "P-XYZA")),
        ("registration_number", "Provisional", "LegalEntity", Number("registration_number", "Provisional", "", "gives no number")),
        ("wallet", "XBT 1abcDEF", "Person", Number("wallet", "1abcDEF")),
        ("tax_number", "9" * 500, "Person", Number("tax_number", "", "", "gives no number")),
    ],
)
def test_a_number_its_kind_and_its_country(kind: str, text: str, schema: str, found: Number) -> None:
    assert read(kind, text, schema) == found
