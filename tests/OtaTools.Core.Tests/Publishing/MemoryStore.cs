using System.Security.Cryptography;
using OtaTools.Core.Publishing;

namespace OtaTools.Core.Tests.Publishing;

/// <summary>A store in memory that can fail at any request: before it is done, or after, when nobody hears of it.</summary>
internal sealed class MemoryStore : IReleaseStore
{
    private readonly Lock changing = new();

    public Dictionary<string, (byte[] Content, Lifetime Lifetime)> Files { get; } = [];

    /// <summary>"put releases/…", in the order in which they came.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Counted from 1: fails there and ever after, as for a program that was killed.</summary>
    public int FailsAt { get; set; } = int.MaxValue;

    public bool FailsAfterwards { get; set; }

    /// <summary>Runs before each write.</summary>
    public Action<string>? BeforeWrite { get; set; }

    public event Action<string>? Noted
    {
        add { }
        remove { }
    }

    public string Title => "memory";

    public bool IsPublicUrlGiven => false;

    public string? ReadPolicy => null;

    public Uri? UrlOf(string name) => null;

    public Task<StoredFile?> GetAsync(string name, long mostBytes, CancellationToken cancellationToken) =>
        Do("get", name, () => Files.TryGetValue(name, out var file) ? new StoredFile(file.Content, TagOf(file.Content), DateTimeOffset.UnixEpoch) : null);

    public Task<IReadOnlyList<StoredEntry>> ListAsync(string folder, CancellationToken cancellationToken) => Do<IReadOnlyList<StoredEntry>>(
        "list", folder, () => [.. Files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal)).Select(file => new StoredEntry(file.Key, file.Value.Content.Length, DateTimeOffset.UnixEpoch))]);

    public Task<bool> PutIfAbsentAsync(string name, ReadOnlyMemory<byte> content, Lifetime lifetime, CancellationToken cancellationToken) =>
        Do("put", name, () => Files.TryAdd(name, (content.ToArray(), lifetime)));

    public Task<bool> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string? entityTag, Lifetime lifetime, CancellationToken cancellationToken) => Do("replace", name, () =>
    {
        if ((Files.TryGetValue(name, out var there) ? TagOf(there.Content) : null) != entityTag)
        {
            return false;
        }

        Files[name] = (content.ToArray(), lifetime);
        return true;
    });

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => Do("delete", name, () => Files.Remove(name));

    public void Dispose()
    {
    }

    private static string TagOf(byte[] content) => Convert.ToHexString(SHA256.HashData(content));

    private Task<T> Do<T>(string verb, string name, Func<T> act)
    {
        // Outside of the lock: it may publish, too.
        if (verb is not ("get" or "list"))
        {
            BeforeWrite?.Invoke(name);
        }

        lock (changing)
        {
            Requests.Add($"{verb} {name}");
            if (Requests.Count > FailsAt || (Requests.Count == FailsAt && !FailsAfterwards))
            {
                throw new OtaToolsException(ErrorCode.StoreNotReachable, "cut");
            }

            var done = act();
            return Requests.Count == FailsAt ? throw new OtaToolsException(ErrorCode.StoreNotReachable, "cut") : Task.FromResult(done);
        }
    }
}
