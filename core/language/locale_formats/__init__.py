"""What Django's own widgets print and read, where its formats are wrong for us (FORMAT_MODULE_PATH).

Our pages use core.language.formats; this is for form fields and for Wagtail's admin. Fields print the ISO form first,
because that is the only one an <input type="date"> takes, and read what people write in each language.
"""
