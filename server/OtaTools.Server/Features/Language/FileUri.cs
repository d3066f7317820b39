namespace OtaTools.Server.Features.Language;

/// <summary>Paths as URIs: Uri's own constructor takes a %20 in a file's name for a space.</summary>
internal static class FileUri
{
    public static Uri Of(string path)
    {
        var slashes = Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path;
        var escaped = string.Join('/', slashes.Split('/').Select(Uri.EscapeDataString)).Replace("%3A", ":", StringComparison.Ordinal);
        var beginning = escaped.StartsWith("//", StringComparison.Ordinal) ? "file:" : escaped.StartsWith('/') ? "file://" : "file:///";
        return new Uri(beginning + escaped);
    }
}
