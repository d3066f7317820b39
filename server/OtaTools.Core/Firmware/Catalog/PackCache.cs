namespace OtaTools.Core.Firmware.Catalog;

/// <summary>Packs by what they were made of, each made once, unless that failed; those that were asked for longest ago are forgotten first.</summary>
internal sealed class PackCache
{
    private const long MostBytes = 32 << 20;

    private readonly Lock changing = new();
    private readonly Dictionary<string, Task<ServedFile?>> packs = new(StringComparer.Ordinal);
    private readonly List<string> lastAsked = [];

    public Task<ServedFile?> GetOrMake(string key, Func<Task<ServedFile?>> make)
    {
        lock (changing)
        {
            lastAsked.Remove(key);
            lastAsked.Add(key);
            if (!packs.TryGetValue(key, out var pack) || pack.IsFaulted)
            {
                packs[key] = pack = make();
            }

            Forget();
            return pack;
        }
    }

    private void Forget()
    {
        var room = MostBytes;
        for (var i = lastAsked.Count - 1; i >= 0; i--)
        {
            var key = lastAsked[i];
            room -= packs[key].IsCompletedSuccessfully ? packs[key].Result?.Content.Length ?? 0 : 0;
            if (room < 0 && packs[key].IsCompleted && i < lastAsked.Count - 1)
            {
                packs.Remove(key);
                lastAsked.RemoveAt(i);
            }
        }
    }
}
