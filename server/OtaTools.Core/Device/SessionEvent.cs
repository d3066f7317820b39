namespace OtaTools.Core.Device;

/// <summary>What happens to a session beside what the board prints.</summary>
public abstract record SessionEvent
{
    /// <summary>For a person; null where there is nothing to say.</summary>
    public virtual string? Notice => null;

    /// <summary>The link is gone, and looked for; again where it is known what keeps it away.</summary>
    public sealed record Lost(string Message) : SessionEvent
    {
        public override string Notice => Message;
    }

    /// <summary>The console goes on.</summary>
    /// <param name="Port">What is open now.</param>
    public sealed record Back(string Port, string Message) : SessionEvent
    {
        public override string Notice => Message;
    }

    /// <summary>An exchange took the line, or gave it back.</summary>
    public sealed record Busy(bool Exchanging) : SessionEvent;
}
