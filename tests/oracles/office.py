"""LibreOffice as a reviewer uses it, driven by a macro of its own language without a window: it opens a document, puts
comments on words, changes words while changes are tracked, deletes paragraphs while they are not, and saves it for Word.
Judges nothing.
"""
import pathlib
import shutil
import subprocess
import sys
from xml.sax.saxutils import escape

# Rows of the plan: what to do, a whole paragraph, the words of it that are meant, and what is said or written, or how many
# paragraphs are deleted from that one on.
MACRO = """
Sub Main(source, target, plan)
  On Error Goto Trouble
  row = "loading"
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  rows = createUnoService("com.sun.star.io.TextInputStream")
  rows.setInputStream(files.openFileRead(plan))
  rows.setEncoding("UTF-8")
  ' Without a frame: toolbars would be made for it, which a LibreOffice without a window has not.
  doc = createUnoService("com.sun.star.text.TextDocument")
  Dim from(1) As New com.sun.star.beans.PropertyValue
  from(0).Name = "URL" : from(0).Value = source
  from(1).Name = "FilterName" : from(1).Value = "MS Word 2007 XML"
  doc.load(from())
  Do While Not rows.isEOF()
    row = rows.readLine()
    parts = Split(row, Chr(9))
    If UBound(parts) = 3 Then Review(doc, parts(0), parts(1), parts(2), parts(3))
  Loop
  Dim word(0) As New com.sun.star.beans.PropertyValue
  word(0).Name = "FilterName" : word(0).Value = "MS Word 2007 XML"
  doc.storeToURL(target, word())
  doc.close(True)
  Exit Sub
Trouble:
  said = createUnoService("com.sun.star.io.TextOutputStream")
  said.setOutputStream(files.openFileWrite(target & ".trouble"))
  said.setEncoding("UTF-8")
  said.writeString(row & ": " & Error$)
  said.closeOutput()
End Sub

Sub Review(doc, what, line, words, says)
  found = Place(doc, line, words)
  If what = "comment" Then
    note = doc.createInstance("com.sun.star.text.textfield.Annotation")
    note.Content = says
    note.Author = "Zoë Reviewer"
    note.DateTimeValue = CDateToUnoDateTime(DateSerial(2026, 10, 5) + TimeSerial(9, 30, 0))
    found.Text.insertTextContent(found, note, True)
  ElseIf what = "delete" Then
    doc.RecordChanges = False
    found.gotoStartOfParagraph(False)
    For paragraph = 1 To CInt(says)
      If Not found.gotoNextParagraph(True) Then Error 5
    Next
    found.String = ""
    doc.RecordChanges = True
  Else
    found.String = says
  End If
End Sub

Function Place(doc, line, words)
  paragraphs = doc.Text.createEnumeration()
  Do While paragraphs.hasMoreElements()
    one = paragraphs.nextElement()
    If one.String = line Then
      cursor = doc.Text.createTextCursorByRange(one.Start)
      cursor.goRight(InStr(1, line, words, 0) - 1, False)
      cursor.goRight(Len(words), True)
      Place = cursor
      Exit Function
    End If
  Loop
  Error 5
End Function
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{}</script:module>
"""


def there():
    """Whether it is on this machine, with its word processor."""
    program = shutil.which("soffice")
    return program is not None and (pathlib.Path(program).resolve().parent / "libswlo.so").is_file()


class Office:
    """LibreOffice with a profile of its own in a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.line = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        # It makes its profile, with a module of macros that is empty.
        self.run("--terminate_after_init")
        module = folder / "profile/user/basic/Standard/Module1.xba"
        if not module.is_file():
            sys.exit(f"LibreOffice made no profile with macros in {folder}")
        module.write_text(MODULE.format(escape(MACRO)), encoding="utf-8")

    def run(self, *words):
        return subprocess.run([*self.line, *words], capture_output=True, text=True, timeout=300, check=False)

    def save(self, source, target, plan=()):
        """Opens a document, does what the rows say, and saves it as another."""
        rows = self.folder / "plan.txt"
        rows.write_text("\n".join(map("\t".join, plan)), encoding="utf-8")
        said = self.run(f'macro:///Standard.Module1.Main("file://{source}","file://{target}","file://{rows}")')
        trouble = target.with_name(f"{target.name}.trouble")
        if trouble.is_file() or not target.is_file():
            sys.exit(f"LibreOffice: {trouble.read_text() if trouble.is_file() else said.stdout + said.stderr}")
        return target
