using System.Net;
using Microsoft.AspNetCore.Connections;

namespace OtaTools.Core.Serving.Limits;

/// <summary>
/// How many connections there may be at once, in all and from one address. A thousand boards behind one router have one
/// address, so that one may have most; but never all, or it would shut out everybody else.
/// </summary>
/// <param name="most">In all; one address has at most three quarters of them.</param>
internal sealed class ConnectionLimits(int most)
{
    /// <summary>Enough for two thousand boards, each with a connection that it forgot: some 20 KiB each.</summary>
    private const int Most = 4096;

    /// <summary>For whatever else this process has open.</summary>
    private const int OtherFiles = 256;

    private readonly Lock changing = new();
    private readonly Dictionary<IPAddress, int> open = [];
    private int all;

    /// <summary>For this process.</summary>
    public ConnectionLimits()
        : this((int)Math.Clamp(OpenFileLimit.Value - OtherFiles, OtherFiles, Most))
    {
    }

    public ConnectionDelegate Use(ConnectionDelegate next) => async connection =>
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (!Enter(address))
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Leave(address);
        }
    };

    internal bool Enter(IPAddress address)
    {
        lock (changing)
        {
            var own = open.GetValueOrDefault(address);
            if (all >= most || own >= most * 3 / 4)
            {
                return false;
            }

            open[address] = own + 1;
            all++;
            return true;
        }
    }

    internal void Leave(IPAddress address)
    {
        lock (changing)
        {
            all--;
            if (--open[address] == 0)
            {
                open.Remove(address);
            }
        }
    }
}
