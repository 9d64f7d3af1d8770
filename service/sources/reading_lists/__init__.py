"""Reading lists: what a service keeps unread for somebody. One class a service behind one protocol.

miniflux+https://reader.example/
freshrss+https://rss.example/?label=要闻
wallabag+https://bag.example/#studio
readwise+https://readwise.io/?location=later
"""

from service.sources.reading_lists.list_address import ListAddress, is_reading_list, parse
from service.sources.reading_lists.reading_list import ReadingList, opened, read

__all__ = ["ListAddress", "ReadingList", "is_reading_list", "opened", "parse", "read"]
