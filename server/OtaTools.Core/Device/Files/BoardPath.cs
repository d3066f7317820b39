using System.Text;

namespace OtaTools.Core.Device.Files;

/// <summary>Names on a board: absolute, with "/", each part at most 255 bytes of UTF-8 (littlefs), no "..".</summary>
public static class BoardPath
{
    private const int LongestName = 255;

    /// <summary>Where unfinished uploads are; nobody else's.</summary>
    internal const string StageName = "ota.new";

    /// <returns>The path from the root, without "." and doubled slashes; "/" for the root itself.</returns>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.BoardPathInvalid"/></exception>
    public static string Parse(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            throw new OtaToolsException(ErrorCode.BoardPathInvalid, Strings.BoardPathEmpty());
        }

        var names = path.Split('/').Where(name => name is not ("" or ".")).ToList();
        foreach (var name in names)
        {
            if (name == ".." || name.Contains('\0', StringComparison.Ordinal))
            {
                throw new OtaToolsException(ErrorCode.BoardPathInvalid, Strings.BoardPathNotPlain(path));
            }

            if (Encoding.UTF8.GetByteCount(name) > LongestName)
            {
                throw new OtaToolsException(ErrorCode.BoardPathInvalid, Strings.BoardPathTooLong(name, LongestName));
            }
        }

        return "/" + string.Join('/', names);
    }

    /// <summary>For a file: not the root.</summary>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.BoardPathInvalid"/></exception>
    public static string ParseFile(string? path)
    {
        var parsed = Parse(path);
        return parsed == "/" || path!.EndsWith('/') ? throw new OtaToolsException(ErrorCode.BoardPathInvalid, Strings.BoardPathIsFolder(path!)) : parsed;
    }

    /// <summary>A name below a folder.</summary>
    public static string Join(string folder, string name) => folder.TrimEnd('/') + "/" + name;

    /// <summary>The folders that a file is in, the outermost first, without the root.</summary>
    internal static IEnumerable<string> FoldersOf(string path)
    {
        for (var end = path.IndexOf('/', 1); end > 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }
    }

    /// <summary>The outermost folder of a file, where another file system may be mounted; "" for a file in the root.</summary>
    internal static string TopOf(string path) => FoldersOf(path).FirstOrDefault("");
}
