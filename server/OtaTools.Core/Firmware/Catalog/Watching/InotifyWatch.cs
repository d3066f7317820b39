using System.Buffers.Binary;
using System.Text;

namespace OtaTools.Core.Firmware.Catalog.Watching;

/// <summary>
/// Watches on Linux, one a folder. FileSystemWatcher would watch every folder below the root, node_modules and .git as well,
/// and take what an editor needs of the system's limit.
/// </summary>
internal sealed class InotifyWatch : IFolderWatch
{
    private const uint Mask = Inotify.Modify | Inotify.Attributes | Inotify.Written | Inotify.MovedFrom | Inotify.MovedTo
        | Inotify.Create | Inotify.Delete | Inotify.DeleteSelf | Inotify.MoveSelf;

    private readonly FolderChanges changes;
    private readonly Lock changing = new();
    private readonly Dictionary<int, string> folders = [];
    private readonly Dictionary<string, int> watches = new(StringComparer.Ordinal);
    private readonly int queue = Inotify.Open();
    private bool stopped;

    public InotifyWatch(FolderChanges changes)
    {
        this.changes = changes;
        if (queue < 0)
        {
            Trouble = Inotify.LastError();
            return;
        }

        new Thread(Read) { IsBackground = true, Name = "catalogue" }.Start();
    }

    public string? Trouble { get; private set; }

    public void Add(string folder)
    {
        lock (changing)
        {
            if (queue < 0 || stopped)
            {
                return;
            }

            var watch = Inotify.Add(queue, folder, Mask);
            if (watch >= 0)
            {
                // A folder that was renamed keeps its watch, under its new name.
                folders[watch] = folder;
                watches[folder] = watch;
            }
            else if (!Inotify.LastErrorIsTheFolders())
            {
                Trouble = Inotify.LastError();
            }
        }
    }

    public void Remove(string folder)
    {
        lock (changing)
        {
            if (!stopped && watches.Remove(folder, out var watch) && folders.GetValueOrDefault(watch) == folder)
            {
                folders.Remove(watch);
                Inotify.Remove(queue, watch);
            }
        }
    }

    public void Dispose()
    {
        lock (changing)
        {
            if (queue < 0 || stopped)
            {
                return;
            }

            // The end of a watch is an event, and wakes the reader.
            stopped = true;
            Inotify.Remove(queue, Inotify.Add(queue, "/", Inotify.DeleteSelf));
        }
    }

    private void Read()
    {
        var buffer = new byte[64 * 1024];
        while (Inotify.Read(queue, buffer) is > 0 and var count)
        {
            for (var at = 0; at < count;)
            {
                at += Report(buffer.AsSpan(at, (int)count - at));
            }

            lock (changing)
            {
                if (stopped)
                {
                    break;
                }
            }
        }

        Inotify.Close(queue);
    }

    /// <returns>Bytes of the event.</returns>
    private int Report(ReadOnlySpan<byte> bytes)
    {
        var mask = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        var nameLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        var name = Encoding.UTF8.GetString(bytes.Slice(Inotify.HeaderLength, nameLength).TrimEnd((byte)0));
        string? folder;
        lock (changing)
        {
            var watch = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            folder = folders.GetValueOrDefault(watch);
            if ((mask & Inotify.Ignored) != 0)
            {
                folders.Remove(watch);
            }
        }

        if ((mask & Inotify.Overflow) != 0)
        {
            changes.ReportAll();
        }
        else if (folder is not null)
        {
            Report(Path.Combine(folder, name), mask, isItself: name.Length == 0);
        }

        return Inotify.HeaderLength + nameLength;
    }

    private void Report(string path, uint mask, bool isItself)
    {
        var isFolder = (mask & Inotify.IsFolder) != 0;
        if (isItself)
        {
            // Its parent tells of it, but nobody of the root's end.
            if ((mask & (Inotify.DeleteSelf | Inotify.MoveSelf)) != 0)
            {
                changes.Report(path, isNewFolder: true);
            }
        }
        else if (isFolder || FirmwareNames.MayBeFirmware(path))
        {
            changes.Report(path, isFolder && (mask & (Inotify.Create | Inotify.MovedTo)) != 0);
        }
    }
}
