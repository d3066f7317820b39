using System.Text;

namespace OtaTools.Core;

/// <summary>A file that is there as a whole or not at all.</summary>
internal static class AtomicFile
{
    /// <param name="ownerOnly">Nobody else may open it, from its first moment on.</param>
    /// <param name="overwrite">False: one that is there stays, and the write fails.</param>
    /// <param name="durable">Also where the power fails just then; what is written often can do without.</param>
    /// <exception cref="IOException">It was not written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool ownerOnly, bool overwrite, bool durable = true)
    {
        // A hidden name: no server of ours offers it, whatever happens.
        var temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            using (var file = ownerOnly ? OwnerOnlyFile.Create(temporary) : new FileStream(temporary, FileMode.CreateNew))
            {
                file.Write(content);
                file.Flush(flushToDisk: durable);
            }

            File.Move(temporary, path, overwrite);
        }
        catch
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw;
        }
    }

    public static void Write(string path, string text, bool ownerOnly, bool overwrite) => Write(path, Encoding.UTF8.GetBytes(text), ownerOnly, overwrite);
}
