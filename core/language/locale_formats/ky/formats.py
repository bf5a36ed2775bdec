from typing import Final

# In figures: the Kyrgyz names of months in Django begin with a capital, "5 Март 2026 ж.".
DATE_FORMAT: Final = "d.m.Y"
TIME_FORMAT: Final = "H:i"
DATETIME_FORMAT: Final = "d.m.Y H:i"
SHORT_DATE_FORMAT: Final = "d.m.Y"
SHORT_DATETIME_FORMAT: Final = "d.m.Y H:i"
FIRST_DAY_OF_WEEK: Final = 1
DATE_INPUT_FORMATS: Final = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
DECIMAL_SEPARATOR: Final = ","
