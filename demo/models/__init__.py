from demo.models.mails import DemoMail

__all__ = ["DemoMail"]
