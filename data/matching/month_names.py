"""The months in words, in the six languages of the UN and in German; what else may stand in a date."""

_NAMES = """
january jan januar janvier janv enero ene января январь янв يناير كانون_الثاني
february feb februar février fevrier févr fevr fév febrero февраля февраль фев февр فبراير شباط
march mar märz maerz mars marzo марта март мар مارس آذار
april apr avril avr abril abr апреля апрель апр أبريل إبريل نيسان
may mai mayo мая май مايو أيار
june jun juni juin junio июня июнь июн يونيو حزيران
july jul juli juillet juil julio июля июль июл يوليو تموز
august aug août aout agosto ago августа август авг أغسطس آب
september sep sept septembre septiembre setiembre сентября сентябрь сен сент سبتمبر أيلول
october oct okt oktober octobre octubre октября октябрь окт أكتوبر
november nov novembre noviembre ноября ноябрь нояб ноя نوفمبر
december dec dez dezember décembre decembre déc diciembre dic декабря декабрь дек ديسمبر
"""
MONTH_OF_NAME: dict[str, int] = {
    name: number for number, line in enumerate(_NAMES.strip().splitlines(), 1) for name in line.split()
}
SKIPPED_WORDS = frozenset(
    ["of", "the", "st", "nd", "rd", "th", "de", "del", "el", "le", "la", "er", "г", "года", "год", "den", "am"]
)
