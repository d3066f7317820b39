using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language;

public enum DocumentKind
{
    /// <summary>ota.py, boot.py, or any other .py file.</summary>
    Python,

    /// <summary>ota.json: server/device/README.md.</summary>
    OtaJson,
}

/// <summary>A document as it is in the editor, which may be ahead of the file.</summary>
/// <param name="Uri">As the editor names it; commands hand it back.</param>
/// <param name="Path">On the disk.</param>
public sealed record SourceDocument(string Uri, string Path, DocumentKind Kind, SourceText Source)
{
    /// <returns>Null for a file that is none of ours, whatever is in it.</returns>
    public static DocumentKind? KindOf(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        return name.Equals("ota.json", StringComparison.OrdinalIgnoreCase) ? DocumentKind.OtaJson
            : name.EndsWith(".py", StringComparison.OrdinalIgnoreCase) ? DocumentKind.Python
            : null;
    }
}
