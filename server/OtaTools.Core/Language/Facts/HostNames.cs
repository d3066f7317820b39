using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OtaTools.Core.Language.Facts;

/// <summary>What names resolve to, asked in the background and remembered for a while. Thread-safe.</summary>
/// <param name="resolve">As <see cref="Dns.GetHostAddressesAsync(string, CancellationToken)"/>.</param>
public sealed class HostNames(Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider clock)
{
    private const int MostNames = 256, MostAtOnce = 16, LongestName = 253;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30), Deadline = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Answer> answers = new();
    private int asking;

    public HostNames()
        : this(Dns.GetHostAddressesAsync, TimeProvider.System)
    {
    }

    /// <summary>An answer came that changes what <see cref="Known"/> says. From a thread of the pool.</summary>
    public event Action? Changed;

    /// <summary>What is known of these names at once; those that are not known, or no longer for sure, are asked for.</summary>
    /// <param name="names">In lower case.</param>
    /// <returns>Only names that were answered: one whose resolver is out of reach is not said to be missing.</returns>
    public IReadOnlyDictionary<string, ResolvedName> Known(IEnumerable<string> names)
    {
        var known = new Dictionary<string, ResolvedName>();
        foreach (var name in names.Where(name => name.Length is > 0 and <= LongestName))
        {
            answers.TryGetValue(name, out var answer);
            if (answer?.Name is { } resolved)
            {
                known[name] = resolved;
            }

            var isOld = answer is null || (!answer.IsAsked && clock.GetElapsedTime(answer.At) > Fresh);
            if (isOld && Volatile.Read(ref asking) < MostAtOnce)
            {
                Ask(name, answer);
            }
        }

        return known;
    }

    private void Ask(string name, Answer? before)
    {
        if (answers.Count >= MostNames)
        {
            answers.Clear();
        }

        var asked = new Answer(before?.Name, clock.GetTimestamp(), IsAsked: true);
        if (before is null ? answers.TryAdd(name, asked) : answers.TryUpdate(name, asked, before))
        {
            Interlocked.Increment(ref asking);
            _ = Task.Run(() => AnswerAsync(name, before?.Name));
        }
    }

    private async Task AnswerAsync(string name, ResolvedName? before)
    {
        try
        {
            using var deadline = new CancellationTokenSource(Deadline, clock);
            var answer = await ResolveAsync(name, deadline.Token);
            answers[name] = new Answer(answer, clock.GetTimestamp(), IsAsked: false);
            if (!Same(answer, before))
            {
                Changed?.Invoke();
            }
        }
        finally
        {
            Interlocked.Decrement(ref asking);
        }
    }

    /// <returns>Null where nobody could say.</returns>
    private async Task<ResolvedName?> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            // Some resolvers cannot be cancelled.
            return new ResolvedName(await resolve(name, cancellationToken).WaitAsync(cancellationToken));
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            return new ResolvedName([]);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ArgumentException)
        {
            return null;
        }
    }

    private static bool Same(ResolvedName? left, ResolvedName? right) =>
        left is null || right is null ? left is null && right is null : left.Addresses.ToHashSet().SetEquals(right.Addresses);

    private sealed record Answer(ResolvedName? Name, long At, bool IsAsked);
}
