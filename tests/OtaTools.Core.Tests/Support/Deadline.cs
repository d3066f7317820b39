namespace OtaTools.Tests.Support;

/// <summary>Waiting that ends: with what is waited for, or with a failed test.</summary>
internal static class Deadline
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task Soon(this Task task) => task.WaitAsync(Patience);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static Task Soon(this ValueTask task) => task.AsTask().Soon();

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().Soon();

    /// <summary>Waits for a state that nothing announces.</summary>
    public static async Task UntilAsync(Func<bool> reached, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!reached())
        {
            limit.IsCancellationRequested.ShouldBeFalse($"it never came to this: {what}");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
