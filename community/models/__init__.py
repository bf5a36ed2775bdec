from community.models.notices import Notice, NoticeBox
from community.models.rooms import Message, Room, RoomEvent, RoomMember
from community.models.safety import Block, Report

__all__ = ["Block", "Message", "Notice", "NoticeBox", "Report", "Room", "RoomEvent", "RoomMember"]
