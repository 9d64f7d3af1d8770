"""What is done on the pages of the desk in a browser, again and again."""


def drafted(page):
    page.locator(".draft").click()
    page.locator("#p-1").wait_for()
    return page


def titles(page):
    return page.locator("article h2 span[lang=zh]").all_inner_texts()


def saved(page, version):
    page.locator(f".foot small:has-text('版本 {version}')").wait_for()
